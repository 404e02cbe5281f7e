"""Short first names: Tony for Antony, Mike for Michael. Newsrooms print either, whichever the gazetteer has."""

from __future__ import annotations

from collections.abc import Iterator

_GROUPS = """
    Abdul Abdel; Abigail Abby; Albert Al Bert; Alexander Alex Aleksandr Alexandr Oleksandr Sasha Sandy; Alexandra
    Alex; Alfred Alf Fred; Andrew Andy Drew Andrei Andrey; Anthony Antony Tony; Antonio Tony; Arthur Art; Barbara
    Barb; Bartholomew Bart; Benjamin Ben; Bernard Bernie; Bradley Brad; Catherine Katherine Kathryn Cathy Kathy Kate
    Katie; Charles Charlie Chuck; Christina Tina Chris; Christine Chris; Christopher Chris; Clifford Cliff; Daniel
    Dan Danny; David Dave; Deborah Deb Debbie; Donald Don; Douglas Doug; Edward Ed Eddie Ted Ned; Edwin Ed;
    Elizabeth Liz Beth Betsy; Eugene Gene; Frances Fran; Francis Frank; Franklin Frank; Frederick Fred Frederic
    Frederik; Gabriel Gabe; Geoffrey Geoff; Gerald Gerry Jerry; Gerard Gerry; Gregory Greg; Harold Hal Harry; Henry
    Harry Hank; Jacob Jake; Jacqueline Jackie; James Jim Jimmy Jamie; Jeffrey Jeff; Jennifer Jen Jenny; Jerome
    Jerry; Jessica Jess; John Jack Johnny Jon; Jonathan Jon Johnny; Joseph Joe Joey Jo; Joshua Josh; Judith Judy;
    Kenneth Ken Kenny; Kimberly Kim; Lawrence Larry Laurence; Leonard Len Lenny; Leslie Les; Louis Lou; Margaret
    Maggie Meg Peggy; Matthew Matt; Maximilian Max; Michael Mike Mick Mikhail; Mitchell Mitch; Mohammad Mohammed
    Muhammad Mohamed Mohamad Muhammed; Nathaniel Nat Nate; Nicholas Nick Nicolas Nikolas; Norman Norm; Pamela Pam;
    Patricia Pat Patty; Patrick Pat Paddy; Peter Pete; Philip Phillip Phil; Randall Randy; Raymond Ray; Rebecca
    Becky; Richard Rick Dick Rich Richie; Robert Bob Bobby Rob Robbie; Ronald Ron Ronnie; Russell Russ; Samuel Sam;
    Sergei Sergey Serhiy; Stanley Stan; Stephen Steven Steve Stefan; Stuart Stu; Susan Sue Susie; Terence Terry
    Terrence; Theodore Ted Theo; Theresa Terry Teresa Tess; Thomas Tom Tommy; Timothy Tim; Valerie Val; Victor Vic;
    Victoria Vicky Vicki; Vincent Vince; Virginia Ginny; Vladimir Vlad Wladimir Volodymyr Wolodymyr; Walter Walt;
    William Bill Billy Will; Yusuf Youssef Yousef; Zachary Zach
"""
"""Forms of one first name, parted by semicolons."""


def _by_form() -> dict[str, frozenset[str]]:
    groups = [tuple(group.split()) for group in _GROUPS.split(";")]
    forms = dict.fromkeys(form for group in groups for form in group)
    return {form: frozenset(other for group in groups if form in group for other in group) - {form} for form in forms}


_FORMS = _by_form()


def variants(name: str) -> Iterator[str]:
    """A full name with each other form of its first name: Tony Blinken for Antony Blinken."""
    first, _, rest = name.partition(" ")
    if rest:
        yield from sorted(f"{form} {rest}" for form in _FORMS.get(first, ()))
