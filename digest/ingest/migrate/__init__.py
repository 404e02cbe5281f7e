"""Articles of another generator's site, taken over: `digest add --from hugo|jekyll|pelican DIR`.

    OldFile → OldPage (its front matter under our names) → Candidate → Outcome

A generator is a module with a `pages` function and a row in `take_over.GENERATORS`.
"""
