"""A theme without looks: what stands on a page, in the barest HTML. `whole.html` may show all of its view besides."""

PLAIN_THEME = """
    -- themes/plain/theme.toml --
    name = "plain"
    description = "For tests: bare, without script and style."

    -- themes/plain/templates/base.html --
    <!doctype html>
    <html lang="{{ page.lang }}">
    <head>
    <meta charset="utf-8">
    <title>{{ page.title }} – {{ site.title }}</title>
    {% if page.description %}
    <meta name="description" content="{{ page.description }}">
    {% endif %}
    {% if page.canonical %}
    <link rel="canonical" href="{{ page.canonical }}">
    {% endif %}
    {% if page.noindex %}
    <meta name="robots" content="noindex">
    {% endif %}
    {% for feed in page.feeds %}
    <link rel="alternate" type="{{ feed.type }}" title="{{ feed.title }}" href="{{ feed.address | link(page.root) }}">
    {% endfor %}
    {% if page.json_ld %}
    <script type="application/ld+json">{{ page.json_ld | safe }}</script>
    {% endif %}
    </head>
    <body>
    <nav>
    <a href="{{ "" | link(page.root) }}">{{ site.title }}</a>
    <a href="{{ "search/" | link(page.root) }}">{{ site.labels.search }}</a>
    {% for crumb in page.crumbs %}
    <a href="{{ crumb.address | link(page.root) }}">{{ crumb.title }}</a>
    {% endfor %}
    </nav>
    <h1>{{ page.title }}</h1>
    {% block main %}{% endblock %}
    {% include "whole.html" %}
    </body>
    </html>

    -- themes/plain/templates/whole.html --


    -- themes/plain/templates/_macros.html --
    {% macro term(one, root) %}
    {% if one.address %}
    <a href="{{ one.address | link(root) }}">{{ one.name }}</a>
    {% else %}
    <span>{{ one.name }}</span>
    {% endif %}
    {% endmacro %}

    {% macro counts(listed, root) %}
    <ul>
    {% for count in listed %}
    <li>{{ term(count.term, root) }} {{ count.count }}
    {% if count.articles %}<a href="{{ count.articles | link(root) }}">these</a>{% endif %}
    {% endfor %}
    </ul>
    {% endmacro %}

    {% macro sections(listed, root) %}
    {% for section in listed %}
    <h2>{{ term(section.term, root) }}</h2>
    {% for card in section.cards + section.lines %}
    {{ card | show("item", root) }}
    {% endfor %}
    {% endfor %}
    {% endmacro %}

    {% macro parts(listed, root) %}
    {% for part in listed %}
    <a href="{{ part.address | link(root) }}">{{ part.title }}</a> {{ part.count }}
    {% endfor %}
    {% endmacro %}

    {% macro neighbours(of, root) %}
    {% for one in (of.previous, of.next) if one %}
    <a href="{{ one.address | link(root) }}">{{ one.title }}</a>
    {% endfor %}
    {% endmacro %}

    {% macro edition(one, root) %}
    <p>{{ one.title }}</p>
    {{ one.introduction | prose(root) }}
    {% if one.lead %}
    <div class="lead">{{ one.lead | show("item", root) }}</div>
    {% endif %}
    {{ sections(one.sections, root) }}
    {{ parts(one.parts, root) }}
    <a href="{{ one.week.address | link(root) }}">{{ one.week.title }}</a>
    {{ neighbours(one, root) }}
    {% endmacro %}

    {% macro calendar(months, root) %}
    {% for month in months %}
    {% for week in month.weeks %}
    {% for day in week %}
    {% if day and day.address %}<a href="{{ day.address | link(root) }}">{{ day.number }}</a>{% endif %}
    {% endfor %}
    {% endfor %}
    {% endfor %}
    {% endmacro %}

    -- themes/plain/templates/cards/item.html --
    {% from "_macros.html" import term %}
    <article lang="{{ card.lang }}">
    <h3><a href="{{ card.address | link(root) }}">{{ card.title }}</a></h3>
    <p>{{ card.summary }}</p>
    {{ card.comment | prose(root) }}
    {% if card.image %}
    <img src="{{ card.image.address | link(root) }}" alt="{{ card.image.alt }}"> {{ card.image.credit }}
    {% endif %}
    <p><time datetime="{{ card.date | iso }}">{{ card.date | day }}</time>
    {{ term(card.source, root) }} {{ card.agency }} {{ card.authors | join(", ") }}
    {% if card.url %}<a rel="external" href="{{ card.url }}">{{ card.url | host }}</a>{% endif %}
    {% for other in card.also %}
    {% if other.url %}<a href="{{ other.url }}">{{ other.source }}</a>{% else %}{{ other.source }}{% endif %}
    {% endfor %}
    {% for one in card.actors + card.regions + card.topics %}
    {{ term(one, root) }}
    {% endfor %}
    {{ card.state }}
    </article>

    -- themes/plain/templates/article.html --
    {% extends "base.html" %}
    {% from "_macros.html" import neighbours %}
    {% block main %}
    {{ page.card | show("item", page.root) }}
    <p>{{ page.dateline }} {{ page.original_title }}</p>
    <div class="body">{{ page.body | prose(page.root) }}</div>
    {{ page.notice | paragraphs }}
    {% for one in page.corrections %}
    <p>{{ one.date | day }} {{ one.by }}: {{ one.text }}</p>
    {% endfor %}
    {% for beside in page.around %}
    {{ neighbours(beside, page.root) }}
    {% endfor %}
    {% for other in page.related %}
    {{ other.card | show("item", page.root) }}
    {% endfor %}
    <p>{{ page.citation }}</p>
    {{ neighbours(page, page.root) }}
    {% endblock %}

    -- themes/plain/templates/withdrawn.html --
    {% extends "base.html" %}
    {% block main %}
    <p>{{ page.reason }} {{ page.source }}</p>
    {% if page.edition %}<a href="{{ page.edition.address | link(page.root) }}">{{ page.edition.title }}</a>{% endif %}
    {% endblock %}

    -- themes/plain/templates/front.html --
    {% extends "base.html" %}
    {% from "_macros.html" import calendar, counts, edition %}
    {% block main %}
    {% if page.edition %}
    {{ edition(page.edition, page.root) }}
    {{ calendar([page.month], page.root) }}
    {% endif %}
    {{ counts(page.mentioned, page.root) }}
    {% endblock %}

    -- themes/plain/templates/day.html --
    {% extends "base.html" %}
    {% from "_macros.html" import edition %}
    {% block main %}
    {{ edition(page.edition, page.root) }}
    {% endblock %}

    -- themes/plain/templates/year.html --
    {% extends "base.html" %}
    {% from "_macros.html" import counts, neighbours %}
    {% block main %}
    <p>{{ page.sentence }}</p>
    {% for month in page.months %}
    <h2><a href="{{ month.address | link(page.root) }}">{{ month.first | month }}</a></h2>
    {% for card in month.leads %}
    {{ card | show("item", page.root) }}
    {% endfor %}
    {% endfor %}
    {% for week in page.weeks %}
    <a href="{{ week.address | link(page.root) }}">{{ week.title }}</a>
    {% endfor %}
    {{ counts(page.actors, page.root) }}
    {{ counts(page.regions, page.root) }}
    {{ neighbours(page, page.root) }}
    {% endblock %}

    -- themes/plain/templates/period.html --
    {% extends "base.html" %}
    {% from "_macros.html" import calendar, counts, neighbours %}
    {% block main %}
    <p>{{ page.sentence }}</p>
    {% for day in page.days %}
    <h2><a href="{{ day.address | link(page.root) }}">{{ day.day | weekday }}</a> {{ day.title }}</h2>
    {% if day.lead %}
    {{ day.lead | show("item", page.root) }}
    {% endif %}
    {% for card in day.cards %}
    {{ card | show("item", page.root) }}
    {% endfor %}
    {% endfor %}
    {{ calendar([page.calendar] if page.calendar else [], page.root) }}
    {% for week in page.weeks %}
    <a href="{{ week.address | link(page.root) }}">{{ week.title }}</a>
    {% endfor %}
    {{ counts(page.actors, page.root) }}
    {{ counts(page.regions, page.root) }}
    {{ neighbours(page, page.root) }}
    {% endblock %}

    -- themes/plain/templates/archive.html --
    {% extends "base.html" %}
    {% block main %}
    {% for year in page.years %}
    <a href="{{ year.address | link(page.root) }}">{{ year.year }}</a>
    {% for month in year.months if month.address %}
    <a href="{{ month.address | link(page.root) }}">{{ month.count }}</a>
    {% endfor %}
    {% endfor %}
    {% endblock %}

    -- themes/plain/templates/terms.html --
    {% extends "base.html" %}
    {% from "_macros.html" import counts, parts %}
    {% block main %}
    {% for group in page.groups %}
    <h2>{{ group.kind }}</h2>
    {{ counts(group.top, page.root) }}
    {% for letter in group.letters %}
    {{ counts(letter.entries, page.root) }}
    {% endfor %}
    {% endfor %}
    {{ parts(page.parts, page.root) }}
    {% endblock %}

    -- themes/plain/templates/dossier.html --
    {% extends "base.html" %}
    {% from "_macros.html" import counts, sections, term %}
    {% block main %}
    <p>{{ page.summary }} {{ page.sentence }} {{ page.aliases | join(", ") }}</p>
    {% for fact in page.facts %}
    {{ fact.label }} {% for item in fact.items %}{{ term(item.term, page.root) }} {{ item.note }}{% endfor %}
    {% endfor %}
    {{ page.text | prose(page.root) }}
    {{ sections(page.latest, page.root) }}
    {% for year in page.timeline if year.address %}
    <a href="{{ year.address | link(page.root) }}">{{ year.year }}</a>
    {% endfor %}
    {{ counts(page.actors, page.root) }}
    {% if page.together %}<a href="{{ page.together | link(page.root) }}">all</a>{% endif %}
    {{ counts(page.regions, page.root) }}
    {{ counts(page.sources, page.root) }}
    {% endblock %}

    -- themes/plain/templates/listing.html --
    {% extends "base.html" %}
    {% from "_macros.html" import neighbours, parts, sections %}
    {% block main %}
    {{ sections(page.sections, page.root) }}
    {{ parts(page.parts, page.root) }}
    {{ neighbours(page, page.root) }}
    {% endblock %}

    -- themes/plain/templates/with.html --
    {% extends "base.html" %}
    {% from "_macros.html" import counts %}
    {% block main %}
    {{ counts(page.actors, page.root) }}
    {% endblock %}

    -- themes/plain/templates/pair.html --
    {% extends "base.html" %}
    {% from "_macros.html" import parts, sections %}
    {% block main %}
    {{ page.sentence }}
    {{ sections(page.sections, page.root) }}
    {{ parts(page.parts, page.root) }}
    {% endblock %}

    -- themes/plain/templates/page.html --
    {% extends "base.html" %}
    {% block main %}
    {{ page.body | prose(page.root) }}
    {% endblock %}

    -- themes/plain/templates/corrections.html --
    {% extends "base.html" %}
    {% block main %}
    {% for entry in page.entries %}
    {{ entry.card | show("item", page.root) }}
    <p>{{ entry.correction.text }}</p>
    {% endfor %}
    {% endblock %}

    -- themes/plain/templates/charts.html --
    {% extends "base.html" %}
    {% from "_macros.html" import term %}
    {% block main %}
    {{ page.moved_finding }} {{ page.regions_finding }} {{ page.together_finding }} {{ page.sources_finding }}
    {{ page.heat_finding }} {{ page.seen_finding }}
    {% for row in page.moved %}
    {{ term(row.term, page.root) }} {{ row.count }}
    {% endfor %}
    {% endblock %}

    -- themes/plain/templates/data.html --
    {% extends "base.html" %}
    {% block main %}
    <a href="{{ page.index | link(page.root) }}">all</a>
    {% for month in page.months %}
    <a href="{{ month.address | link(page.root) }}">{{ month.title }}</a>
    {% endfor %}
    {% endblock %}

    -- themes/plain/templates/search.html --
    {% extends "base.html" %}
    {% from "_macros.html" import term %}
    {% block main %}
    {{ page.count }}
    {% for row in page.largest %}
    {{ term(row.term, page.root) }} {{ row.count }}
    {% endfor %}
    {% for month in page.months %}
    <a href="{{ month.address | link(page.root) }}">{{ month.title }}</a>
    {% endfor %}
    {% endblock %}

    -- themes/plain/templates/redirect.html --
    {% extends "base.html" %}
    {% block main %}
    <meta http-equiv="refresh" content="0; url={{ page.target | link(page.root) }}">
    <a href="{{ page.target | link(page.root) }}">{{ page.title }}</a>
    {% endblock %}

    -- themes/plain/templates/404.html --
    {% extends "base.html" %}

    -- themes/plain/templates/accent.css --
    {% if site.accent %}:root { --accent: {{ site.accent }} }{% endif %}
"""
"""As the text of `write_site`. `digest.toml` names it `plain` under `[theme]`."""
