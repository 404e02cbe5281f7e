"""Names in other languages than English: by their capitals where a script has them, else by their characters."""

import pytest

from digest.gazetteer import ActorEntry, Gazetteer, builtin, extend
from digest.model.actor import Actor
from digest.tagging import Tagging, tag


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return builtin()


def named(tagging: Tagging) -> set[str]:
    return {match.actor.name for match in (*tagging.actors, *tagging.mentions)}


TEXTS = {
    "german": (
        "Die Vereinigten Staaten und das Vereinigte Königreich sind in der Nato. Süd-Sudan und der Kreml nicht.",
        "United States, United Kingdom, NATO, South Sudan, Russia",
    ),
    "french": (
        "L’Allemagne et la Chine ont saisi le Fonds monétaire international. Vladimir Poutine et l’Otan sont absents.",
        "Germany, China, IMF, Vladimir Putin, NATO",
    ),
    "spanish": (
        "El Banco Mundial y la Unión Europea ayudan a Ucrania. Los Países Bajos y Estados Unidos no han votado.",
        "World Bank, European Union, Ukraine, Netherlands, United States",
    ),
    "norwegian": (
        "Tyskland og Frankrike er enige om det. Nord-Korea har ikke svart, og Sveits er ikke med.",
        "Germany, France, North Korea, Switzerland",
    ),
    "russian": (
        "В Китае и Южной Корее обсуждали решение США. Президент России Путин и НАТО не встретились. Евросоюз ждёт.",
        "China, South Korea, United States, Russia, Vladimir Putin, NATO, European Union",
    ),
    "japanese": (
        "韓国の大統領とイタリアの首相は国連で会談した。習近平国家主席は欠席し、EUと北大西洋条約機構は声明を出した。",
        "South Korea, Italy, United Nations, Xi Jinping, European Union, NATO",
    ),
    "chinese": (
        "日本外相访问印度尼西亚，会见世界卫生组织代表。美國和欧盟没有评论，普京也没有出席。",
        "Japan, Indonesia, World Health Organization, United States, European Union, Vladimir Putin",
    ),
    "korean": (
        "한국은 독일과 합의했다. 유엔에서 북한을 비판했고 나토도 성명을 냈다.",
        "South Korea, Germany, United Nations, North Korea, NATO",
    ),
    "arabic": (
        "قالت فرنسا والصين إن الأمم المتحدة ستجتمع غدا. ورحبت بولندا بذلك، وقدمت مساعدات للهند ولمصر.",
        "France, China, United Nations, Poland, India, Egypt",
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_countries_bodies_and_leaders_are_named(text: str, expected: str, known: Gazetteer) -> None:
    tagging = tag("", text, known)
    assert named(tagging) == set(expected.split(", "))
    assert tagging.unread == ""


def test_a_territory_whose_name_is_an_english_word_is_not_read(known: Gazetteer) -> None:
    assert named(tag("Man hurt", "Man bites dog, and Island life is hard.", known)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "マリアさんはフランス語とチリソースが好きだ。インド洋の島で暮らしている。",
        "马里兰的学生学习日语。船队驶过印度洋，一切平静。",
        "일본어 수업이 열렸다. 인도양에서 이란성 쌍둥이가 태어났다.",
        "الصينية لغة صعبة، والفرنسيسكان رهبنة قديمة في المدينة.",
    ],
    ids=["japanese", "chinese", "korean", "arabic"],
)
def test_a_name_inside_a_longer_word_is_nobodys(text: str, known: Gazetteer) -> None:
    assert named(tag("", text, known)) == set()


def test_evidence_of_a_script_without_spaces_stands_where_it_says(known: Gazetteer) -> None:
    title, body = "日本と韓国が首脳会談", "日本の首相は、NATOの代表とドイツの首相に東京で会った。"
    tagging = tag(title, body, known)
    pieces = [piece for match in (*tagging.actors, *tagging.mentions) for piece in match.evidence]
    assert {piece.text for piece in pieces} == {"日本", "韓国", "NATO", "ドイツ"}
    for piece in pieces:
        text = title if piece.place == "title" else body
        assert text[piece.offset : piece.offset + len(piece.text)] == piece.text


def test_a_headline_in_japanese_settles_its_countries(known: Gazetteer) -> None:
    tagging = tag("インドとブラジルが合意", "両国の代表は火曜日に会った。", known)
    assert [match.actor.name for match in tagging.actors] == ["India", "Brazil"]


def test_a_site_s_own_name_in_such_a_script_counts(known: Gazetteer) -> None:
    own = ActorEntry(actor=Actor("Kita Desk", "kita-desk", "organisation", aliases=("北の机",)))
    tagging = tag("", "北の机は月曜日に声明を出した。", extend(known, actors=[own]))
    assert named(tagging) == {"Kita Desk"}


def test_what_a_site_silences_is_not_read_there_either(known: Gazetteer) -> None:
    assert named(tag("", "日本と中国が会談した。", extend(known, silent=["japan"]))) == {"China"}
