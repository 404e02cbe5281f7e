"""The gazetteer: its data files are consistent, its names are found, and a site's entries lie over it."""

import datetime as dt
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.gazetteer import ActorEntry, Gazetteer, Office, RegionEntry, builtin, compiled, extend, files
from digest.model.actor import Actor, Outlet, Region
from digest.slugs import is_slug

UNITED_NATIONS = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM
CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS
IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD
MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN
RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN
YE ZM ZW
""".split()


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return builtin()


def twice(words: Iterable[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


# The data files


def test_every_member_of_the_united_nations_is_there(known: Gazetteer) -> None:
    assert len(set(UNITED_NATIONS)) == 193
    assert [code for code in UNITED_NATIONS if code not in known.countries] == []
    assert {"VA", "PS", "XK", "TW", "HK", "MO", "GL"} <= known.countries.keys()


def test_the_files_hold_what_they_are_for(known: Gazetteer) -> None:
    kinds = Counter(entry.actor.kind for entry in known.actors)
    assert kinds["country"] >= 200
    assert kinds["organisation"] + kinds["group"] >= 150
    assert kinds["person"] >= 600
    assert len(known.regions) >= 25
    assert len(known.outlets) >= 100
    assert len(known.given_names) >= 5000


def test_no_slug_is_used_twice_or_unfit_for_an_address(known: Gazetteer) -> None:
    families = (
        [entry.actor.slug for entry in known.actors],
        [entry.region.slug for entry in known.regions],
        [outlet.slug for outlet in known.outlets],
    )
    for slugs in families:
        assert twice(slugs) == []
        assert [slug for slug in slugs if not is_slug(slug)] == []


def test_no_name_belongs_to_two(known: Gazetteer) -> None:
    """Within what front matter may say, in any case; and across all ways in which a text may name something."""
    actors = [{name.casefold() for name in (e.actor.name, *e.actor.aliases, *e.weak)} for e in known.actors]
    assert twice(name for names in actors for name in names) == []
    words = [{e.actor.name, *e.actor.aliases, *e.weak, *e.demonyms, *e.capitals, *e.metonyms, *e.divisions, *e.places}
            for e in known.actors]  # fmt: skip
    words += [{*entry.stated, *entry.passing} for entry in known.regions]
    words += [{outlet.name, *outlet.aliases} for outlet in known.outlets]
    assert twice(name for names in words for name in names) == []
    assert twice(host for outlet in known.outlets for host in outlet.hosts) == []


def test_a_dateline_names_one_country(known: Gazetteer) -> None:
    towns = [{town.casefold() for town in (*e.capitals, *e.places, *e.cities)} for e in known.actors]
    assert twice(town for names in towns for town in names) == []
    assert twice(form for entry in known.actors for form in entry.postal) == []


def test_every_code_is_a_country_that_we_know(known: Gazetteer) -> None:
    used = {code for entry in known.actors for code in (*entry.members, entry.country)}
    used |= {code for entry in known.actors for code in entry.rivals}
    used |= {code for entry in known.regions for code in entry.region.members}
    used |= {outlet.country for outlet in known.outlets}
    assert used - known.countries.keys() == {""}
    assert twice(entry.actor.iso for entry in known.actors if entry.actor.iso) == []


def test_a_namesake_is_the_town_of_another(known: Gazetteer) -> None:
    towns = {town: e.actor.slug for e in known.actors for town in (*e.capitals, *e.places, *e.cities, *e.divisions)}
    for entry in known.actors:
        assert [name for name in entry.namesakes if towns.get(name) == entry.actor.slug] == []


def test_former_names_ended_and_are_aliases(known: Gazetteer) -> None:
    former = {name.name: (entry, name.until) for entry in known.actors for name in entry.former}
    assert {"Burma", "Zaire", "Swaziland", "Macedonia"} <= former.keys()
    for name, (entry, until) in former.items():
        assert name in entry.actor.aliases
        assert until < dt.date(2026, 1, 1)


def test_given_names_are_no_places_and_no_peoples(known: Gazetteer) -> None:
    """Towns that are given names too (Sofia, Regina) may stand; countries and adjectives may not."""
    assert [name for entry in known.actors for name in (*entry.demonyms,) if name in known.given_names] == []
    countries = {entry.actor.name for entry in known.actors if entry.actor.kind == "country"}
    assert countries & known.given_names == set()


def test_memberships_are_those_of_today(known: Gazetteer) -> None:
    sizes = {"nato": 32, "european-union": 27, "asean": 11, "g7": 7, "opec": 12, "brics": 10, "aukus": 3}
    assert {slug: len(set(known.entries[slug].members)) for slug in sizes} == sizes


def test_days_in_office_are_sane(known: Gazetteer) -> None:
    for entry in known.actors:
        for office in entry.offices:
            ends = (office.since or dt.date(1950, 1, 1), office.until or dt.date(2026, 12, 31))
            assert dt.date(1940, 1, 1) <= ends[0] < ends[1] <= dt.date(2026, 12, 31), entry.actor.name


def test_regions_that_meet_on_a_page_differ_in_hue(known: Gazetteer) -> None:
    hues = {entry.region.slug: entry.region.hue for entry in known.regions}
    main = ["indo-pacific", "euro-atlantic", "middle-east", "europe", "africa", "sahel", "east-asia", "southeast-asia"]
    assert len({hues[slug] for slug in main}) == len(main)
    assert set(hues.values()) <= set(range(10))


def test_norway_is_no_falsehood(known: Gazetteer) -> None:
    assert known.countries["NO"].name == "Norway"
    assert "NO" in known.entries["nato"].members


# A malformed file

MALFORMED: list[tuple[Callable[[Path], object], str, list[str]]] = [
    (
        files.read_countries,
        "- name: Norway\n  iso: NOR\n- name: Sweden\n  demonyn: Swedish\n",
        [
            'x.yaml:2:3: iso: "NOR" is not an ISO 3166-1 alpha-2 code',
            'x.yaml:4:3: unknown key "demonyn", did you mean "demonyms"?',
        ],
    ),
    (files.read_countries, "- iso: SE\n", ["x.yaml:1:3: a record without a name"]),
    (files.read_countries, "- Sweden\n", ["x.yaml:1:3: not a record, write - name: …"]),
    (files.read_countries, "name: Sweden\n", ["x.yaml:1:1: not a list of records"]),
    (files.read_countries, "- name: [\n", ["x.yaml:2:1: no YAML: did not find expected node content"]),
    (files.read_countries, "- name: A\n  aliases: B,,C\n", ["x.yaml:2:3: aliases: an empty name between commas"]),
    (
        files.read_countries,
        "- name: A\n  aliases: [B, C]\n",
        ["x.yaml:2:3: aliases is not text, part names with commas"],
    ),
    (
        files.read_organisations,
        "- name: A\n  kind: club\n",
        ['x.yaml:2:3: kind: "club" is not a kind of actor: country, person, organisation, company, group'],
    ),
    (
        files.read_people,
        "- name: A\n  offices: King of B 2001-01-01/2000-01-01\n",
        ['x.yaml:2:3: offices: "King of B 2001-01-01/2000-01-01" ends before it begins'],
    ),
    (
        files.read_people,
        "- name: A\n  offices: King 2001-02-30/\n",
        ['x.yaml:2:3: offices: "2001-02-30" is not a date'],
    ),
    (
        files.read_people,
        "- name: A\n  offices: King since/2001\n",
        [
            (
                'x.yaml:2:3: offices: "King since/2001" is not an office: '
                'write "Prime Minister of Japan 2021-10-04/2024-10-01"'
            )
        ],
    ),
    (files.read_regions, "- name: A\n  hue: 12\n", ['x.yaml:2:3: hue: "12" is not a hue from 0 to 9']),
    (
        files.read_countries,
        "- name: A\n  former: Burma\n",
        ['x.yaml:2:3: former: "Burma" has no last day: write "Burma 1989-06-17"'],
    ),
    (files.read_outlets, "- name: A\n  state_media: on\n", ['x.yaml:2:3: state_media: "on" is neither yes nor no']),
]


@pytest.mark.parametrize(("read", "text", "messages"), MALFORMED)
def test_a_malformed_record_is_an_error_with_its_place(
    read: Callable[[Path], object], text: str, messages: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DigestError) as raised:
        read(path)
    assert [str(finding) for finding in raised.value.findings] == messages


def test_an_office_with_open_ends() -> None:
    office = Office("King of Sweden", dt.date(1973, 9, 15))
    assert office.covers(dt.date(2026, 11, 24))
    assert not office.covers(dt.date(1973, 9, 14))
    assert Office("Poet").covers(dt.date(1900, 1, 1))


# Names


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Japan", "japan"),
        ("USA", "united-states"),
        ("us", "united-states"),
        ("U.S.", "united-states"),
        ("Türkiye", "turkey"),
        ("Tu\u0308rkiye", "turkey"),
        ("Côte d\u2019Ivoire", "ivory-coast"),
        ("  South   Korea ", "south-korea"),
        ("Georgia", "georgia"),
        ("nato", "nato"),
        ("Kishida", "fumio-kishida"),
    ],
)
def test_an_editor_may_write_any_alias(name: str, slug: str, known: Gazetteer) -> None:
    actor = known.actor(name)
    assert actor is not None
    assert actor.slug == slug
    assert known.actor_by_slug(slug) == actor


@pytest.mark.parametrize("name", ["Japanese", "Tokyo", "Kremlin", "Texas", "WHO", "Georgia (U.S. state)", "Xinhua", ""])
def test_a_word_for_an_actor_is_not_its_name(name: str, known: Gazetteer) -> None:
    assert known.actor(name) is None


def test_regions_and_outlets_are_found_too(known: Gazetteer) -> None:
    region, outlet = known.region("balkans"), known.outlet("xinhua news agency")
    assert region is not None
    assert region == known.region_by_slug("western-balkans")
    assert outlet is not None
    assert outlet == known.outlet_by_slug("xinhua")
    assert outlet.state_media
    assert known.region("Second Thomas Shoal") is None


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.reuters.com", "Reuters"),
        ("REUTERS.COM.", "Reuters"),
        ("asia.nikkei.com", "Nikkei Asia"),
        ("nikkei.com", "Nihon Keizai Shimbun"),
        ("notreuters.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_an_outlet_is_known_by_its_host(host: str, name: str | None, known: Gazetteer) -> None:
    outlet = known.outlet_of_host(host)
    assert (outlet.name if outlet else None) == name


# A site's own entries


def entry(name: str, slug: str, *aliases: str, kind: str = "", iso: str = "") -> ActorEntry:
    return ActorEntry(actor=Actor(name, slug, kind, iso, aliases))


def test_a_site_adds_an_actor(known: Gazetteer) -> None:
    site = extend(known, actors=[entry("Georgia (U.S. state)", "georgia-u-s-state", "Peach State")])
    state, country = site.actor("Peach State"), site.actor("Georgia")
    assert state is not None
    assert state.slug == "georgia-u-s-state"
    assert country is not None
    assert country.iso == "GE"


def test_a_site_renames_an_actor_and_the_old_name_still_finds_it(known: Gazetteer) -> None:
    site = extend(known, actors=[entry("Türkiye", "turkey", "Anatolia")])
    actor = site.actor("Turkey")
    assert actor is not None
    assert (actor.name, actor.kind, actor.iso) == ("Türkiye", "country", "TR")
    assert actor.aliases[0] == "Turkey"
    assert "Anatolia" in actor.aliases
    assert "Türkiye" not in actor.aliases
    assert site.entries["turkey"].demonyms == known.entries["turkey"].demonyms
    assert len(site.actors) == len(known.actors)


def test_a_sites_alias_wins_over_ours_but_not_over_a_name(known: Gazetteer) -> None:
    site = extend(known, actors=[entry("Union School", "union-school", "EU", "Japan")])
    alias, name = site.actor("EU"), site.actor("Japan")
    assert alias is not None
    assert alias.slug == "union-school"
    assert name is not None
    assert name.slug == "japan"


def test_two_entries_of_one_slug_add_up(known: Gazetteer) -> None:
    site = extend(known, actors=[entry("Hanse", "hanse", "League"), entry("Hanse", "hanse", "Hansa", kind="group")])
    actor = site.actor("Hansa")
    assert actor == site.actor("League")
    assert actor == Actor("Hanse", "hanse", "group", "", ("League", "Hansa"))


def test_a_site_extends_regions_and_outlets(known: Gazetteer) -> None:
    region = RegionEntry(region=Region("Baltic", "baltic", members=("FI",)))
    outlet = Outlet("Reuters", "reuters", hosts=("reuters.example",), rights="link")
    site = extend(known, regions=[region], outlets=[outlet])
    merged = site.outlet_of_host("reuters.example")
    assert merged is not None
    assert (merged.country, merged.rights) == ("GB", "link")
    baltic = site.region("Baltic states")
    assert baltic is not None
    assert baltic.members == ("EE", "LV", "LT", "FI")
    assert baltic.hue == 6


def test_the_version_follows_every_entry(known: Gazetteer) -> None:
    assert len(known.version) == 32
    assert extend(known).version == known.version
    changed = extend(known, actors=[entry("NATO", "nato", "the alliance")])
    assert len({known.version, changed.version, extend(known, silent=["nato"]).version}) == 3


def test_a_silent_actor_is_still_found(known: Gazetteer) -> None:
    site = extend(known, silent=["nato"])
    assert site.actor("NATO") == known.actor("NATO")
    assert site.silent == {"nato"}


# The compiled form


def start(cache: Path) -> str:
    """The gazetteer's version in a new process, and whether it read YAML."""
    code = "import sys; from digest.gazetteer import builtin; print(builtin().version, 'yaml' in sys.modules)"
    environment = {"XDG_CACHE_HOME": str(cache), "PATH": ""}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return run.stdout


def test_the_compiled_form_is_made_once_and_says_the_same(known: Gazetteer, tmp_path: Path) -> None:
    assert start(tmp_path) == f"{known.version} True\n"
    assert start(tmp_path) == f"{known.version} False\n"


def test_a_damaged_compiled_form_is_made_anew(known: Gazetteer, tmp_path: Path) -> None:
    start(tmp_path)
    (form,) = tmp_path.rglob("*.msgpack")
    form.write_bytes(form.read_bytes()[:-9])
    assert start(tmp_path) == f"{known.version} True\n"
    assert start(tmp_path) == f"{known.version} False\n"


def test_a_compiled_form_with_one_wrong_bit_is_made_anew(known: Gazetteer, tmp_path: Path) -> None:
    start(tmp_path)
    (form,) = tmp_path.rglob("*.msgpack")
    whole = form.read_bytes()
    for at in (0, whole.index(b"Zimbabwe"), len(whole) - 1):
        form.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert start(tmp_path) == f"{known.version} True\n"
    assert start(tmp_path) == f"{known.version} False\n"


def test_without_a_place_for_it_each_start_reads_the_files(known: Gazetteer, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert start(blocked) == start(blocked) == f"{known.version} True\n"


def test_old_compiled_forms_go(tmp_path: Path) -> None:
    folder = tmp_path / "news-digest"
    folder.mkdir()
    for n in range(9):
        (folder / f"gazetteer-{n}.msgpack").write_bytes(b"")
    start(tmp_path)
    assert len(list(folder.iterdir())) == compiled.KEPT


# Start-up


def test_importing_the_gazetteer_reads_nothing() -> None:
    code = "import sys, digest.gazetteer; print('yaml' in sys.modules, 'slugify' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "False"]
