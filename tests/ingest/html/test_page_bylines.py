"""By-lines as content management systems write them: each small page names its authors, and nobody else."""

import pytest

from digest.ingest.html.authors import authors_of
from digest.ingest.html.blocks import blocks_of
from digest.ingest.html.page import WebPage

STORY = "The ministers of nine states on the Baltic met in Riga to speak about the cables on the sea floor. " * 2
JANE, BOTH = ("Jane Roe",), ("Jane Roe", "Max Berg")


def authors(above: str = "", head: str = "", *, below: str = "", lang: str = "en") -> tuple[str, ...]:
    """The authors of a page with this head, these elements under its headline, and these below its story."""
    page = WebPage.of(
        f'<html lang="{lang}"><head><title>Nine meet</title>{head}</head>'
        f'<body><nav><a href="/author/a">Ann Nav</a></nav>'
        f"<main><article><header><h1>Nine meet</h1>{above}</header><p>{STORY}</p><p>{STORY}</p></article>{below}</main>"
    )
    assert page.tree.body is not None
    return authors_of(page, blocks_of(page.tree.body))


def data(author: str, more: str = "") -> str:
    thing = f'{{"@type": "NewsArticle", "headline": "Nine meet", "author": {author}}}'
    return f'<script type="application/ld+json">{{"@graph": [{thing}{more}]}}</script>'


MARKUP = {
    "WordPress": '<div class="entry-meta"><span class="byline">by <span class="author vcard">'
                 '<a class="url fn n" href="/author/jroe/" rel="author">Jane Roe</a></span></span> on 3 May</div>',
    "a bar of a WordPress page":
        '<div class="entry-meta social-comments"><a rel="author" href="/author/jane/">Jane Roe</a></div>',
    "Drupal": '<div class="field--name-field-author">Jane Roe</div><span>Submitted 3 May</span>',
    "Arc":
        '<div class="article-byline"><span>By </span><a href="/staff/jane-roe/">Jane Roe</a>'
            "<span>Staff Writer</span></div>",
    "Joomla": '<dl class="article-info"><dd class="createdby" itemprop="author" itemscope>Written by '
              '<span itemprop="name">Jane Roe</span></dd></dl>',
    "Ghost":
        '<section class="post-full-byline"><h4 class="author-name"><a href="/author/jane/">Jane Roe</a></h4></section>',
    "Substack":
        '<div class="byline-wrapper"><div class="profile-hover"><a href="https://a.example/@jane">Jane Roe</a></div>'
                "<div>May 03, 2026</div></div>",
    "Blogger": '<span class="post-author vcard">Posted by <span class="fn" itemprop="author"><span itemprop="name">'
               "Jane Roe</span></span></span>",
    "Squarespace":
        '<div class="blog-meta-item--author"><a class="blog-author-name" href="/news?author=5">Jane Roe</a></div>',
    "a menu of a by-line":
        '<nav class="pst-by">By <span itemprop="author"><span itemprop="name">Jane Roe</span></span></nav>',
    "an aside of a by-line": '<aside><address><a rel="author" href="/profile/jane">Jane Roe</a></address></aside>',
    "a link to a profile": '<div><a href="/staff/jane-roe">Jane Roe</a><span>3 May 2026</span></div>',
    "a person's card":
        '<a class="author-card__link" href="/author/jane"><span class="author-card__name">Jane Roe</span></a>',
    "a reporter": '<p class="reporter">Jane Roe</p>',
    "an office in an element": '<div class="byline"><b>Jane Roe</b><span>Washington Post</span></div>',
    "an office behind a name": '<p class="byline">By Jane Roe Staff Writer</p>',
    "a place behind a name": '<p class="byline">By Jane Roe in Brussels</p>',
    "a place in brackets": '<a class="author-link" href="/x">Jane Roe (Bruxelles, bureau européen)</a>',
    "what others did": '<p class="byline">By <a href="/j">Jane Roe</a>. Illustration by <a href="/m">Max Berg</a></p>',
    "links of a by-line": '<div class="byline"><span>Jane Roe</span><a>Follow Jane</a><a>Twitter</a></div>',
    "a figure":
        '<figure><figcaption class="author">Photo: Max Berg</figcaption></figure><p class="byline">Jane Roe</p>',
    "a house before a name": '<p class="signature">The Harbour | 3 May</p><p class="signature">Par Jane Roe</p>',
}  # fmt: skip
SEVERAL = {
    "items of a list": '<ul class="byline"><li class="by"><a href="/author/j">Jane Roe</a></li>'
                       '<li class="by"><a href="/author/m">Max Berg</a></li></ul>',
    "elements beside each other": '<a class="author" href="/j">Jane Roe</a><a class="author" href="/m">Max Berg</a>',
    "pieces": '<p class="byline">By <b>Jane Roe</b> and <b>Max Berg</b>, City correspondent</p>',
    "the same name twice": '<p class="byline">By Jane Roe, JANE ROE and Max Berg</p>',
    "French": '<p class="auteur">Par Jane Roe et Max Berg</p>',
    "Spanish": '<p class="autor">Por Jane Roe y Max Berg</p>',
}  # fmt: skip


@pytest.mark.parametrize("above", MARKUP.values(), ids=[*MARKUP])
def test_one_author(above: str) -> None:
    assert authors(above) == JANE


@pytest.mark.parametrize("above", SEVERAL.values(), ids=[*SEVERAL])
def test_several_authors(above: str) -> None:
    assert authors(above) == BOTH


@pytest.mark.parametrize(
    ("above", "lang", "names"),
    [
        ('<p class="author">作者：张三</p>', "zh", ["张三"]),
        ('<p class="author">本报记者 张三 李四</p>', "zh", ["张三", "李四"]),
        ('<span class="writer">小暮ひさのり</span>', "ja", ["小暮ひさのり"]),
        ('<p class="byline">山田太郎と鈴木花子</p>', "ja", ["山田太郎", "鈴木花子"]),
        ('<p class="reporter">홍길동 기자</p>', "ko", ["홍길동"]),
        ("<p>Автор: Иван Петров</p>", "ru", ["Иван Петров"]),
        ('<p class="author">Автор: Иван Петров и Анна Белова</p>', "ru", ["Иван Петров", "Анна Белова"]),
        ('<div class="author-name">دانا رو</div>', "ar", ["دانا رو"]),
        ('<p class="penulis">Penulis: Jane Roe</p>', "id", ["Jane Roe"]),
        ('<p class="yazar">Yazar: Jane Roe</p>', "tr", ["Jane Roe"]),
    ],
    ids=["chinese", "chinese reporters", "japanese", "japanese pair", "korean", "russian line", "russian pair",
         "arabic", "indonesian", "turkish"],
)  # fmt: skip
def test_other_scripts_and_languages(above: str, lang: str, names: list[str]) -> None:
    assert list(authors(above, lang=lang)) == names


METAS = ("author", "article:author", "byl", "parsely-author")


@pytest.mark.parametrize(
    "head",
    [
        data('"Jane Roe"'),
        data('{"@type": "Person", "name": "Jane Roe"}'),
        data('[{"@type": "Person", "name": ["Jane Roe"]}]'),
        data('{"@type": "Person", "givenName": "Jane", "familyName": "Roe"}'),
        data('{"@id": "#j"}', ', {"@id": "#j", "@type": "Person", "name": "Jane Roe"}'),
        *(f'<meta name="{name}" content="By Jane Roe">' for name in METAS),
        '<meta name="dc.creator" content="Roe, Jane"><meta name="sailthru.author" content="x">',
        '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Jane Roe">',
    ],
    ids=["string", "object", "list", "parts", "reference", "author", "article", "byl", "parsely", "dublin", "card"],
)
def test_data_name_the_author(head: str) -> None:
    assert authors(head=head) == JANE


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", '<div class="related"><h3><a href="/b">Seals</a></h3><p class="byline">By Max Berg</p></div>'),
        ("", '<ol class="comments"><li><cite class="comment-author">Max Berg</cite></li></ol>'),
        ("", '<article><h3><a href="/b">A seal</a></h3><span class="author">Max Berg</span></article>'),
        ('<p class="byline">By Staff Writer</p>', ""),
        ('<p class="byline">Von unserer Redaktion</p>', ""),
        ('<p class="author">Editor: Max Berg</p>', ""),
        ('<div class="authorised"><a href="/terms">Max Berg</a></div>', ""),
        ('<p class="author-socials">Twitter Facebook</p>', ""),
        ('<p class="signature">São Paulo</p>', ""),
        ("", "<footer><address>Lagoa Sol Street, Lote 3</address></footer>"),
        ("", '<ul><li><a href="/author/m">Max Berg</a></li><li><a href="/author/a">Ann Low</a></li></ul>'),
    ],
    ids=["related", "comments", "teaser", "nobody", "newsroom", "editor", "authorised", "networks", "town", "address",
         "columnists"],
)  # fmt: skip
def test_no_strangers(above: str, below: str) -> None:
    assert authors(above, below=below) == ()


def test_a_house_is_named_where_nobody_is() -> None:
    assert authors('<p class="text-sm">By TPN, in <a href="/n">News</a> · 31 Jan 2025</p>') == ("TPN",)
    assert authors('<p class="byline"><a href="/t">Harbour Online Team</a></p>') == ("Harbour Online Team",)


def test_whom_the_page_shows_as_editor_gives_way_to_its_author() -> None:
    line = '<p class="author">Jane Roe</p><p>Editor : <a href="/author/max">Max Berg</a></p>'
    assert authors(line, data('{"@type": "Person", "name": "Max Berg"}')) == JANE


def test_a_line_below_the_standfirst_is_the_by_line() -> None:
    assert authors(f"<p>{STORY}</p><p>Von: Jane Roe, Max Berg</p>", lang="de") == BOTH


def test_a_name_and_a_date_above_the_story_are_the_by_line() -> None:
    assert authors("<p>Jane Roe, April 19, 2020</p>") == JANE
