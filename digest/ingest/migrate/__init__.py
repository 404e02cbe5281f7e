"""Articles of another generator's site, taken over as they are: `digest add --from hugo|jekyll|pelican DIR`.

    files → matter → Old (what a page states, in our words) → NewArticle → written

A generator is a module with a `pages` function and a row in `take_over.GENERATORS`.
"""
