"""Which addresses belong to the internet: after IANA's registries, the same on every Python."""

import inspect
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.ingest.net import addresses
from digest.ingest.net.addresses import is_public

NOT_PUBLIC = """
    0.0.0.0 0.0.0.1 0.255.255.255
    10.0.0.0 10.0.0.1 10.255.255.255
    100.64.0.0 100.100.100.200 100.127.255.255
    127.0.0.0 127.0.0.1 127.8.8.8 127.255.255.255
    161.26.0.7 166.8.0.1 166.11.255.255
    168.63.129.16
    169.254.0.0 169.254.169.254 169.254.170.2 169.254.255.255
    172.16.0.0 172.16.0.1 172.31.255.255
    192.0.0.0 192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170 192.0.0.192 192.0.0.255
    192.0.2.0 192.0.2.255
    192.31.196.1 192.52.193.1 192.175.48.1
    192.88.99.0 192.88.99.1 192.88.99.255
    192.168.0.0 192.168.1.1 192.168.255.255
    198.18.0.0 198.19.255.255
    198.51.100.0 198.51.100.255
    203.0.113.0 203.0.113.255
    224.0.0.0 224.0.0.1 239.255.255.255 240.0.0.0 254.1.1.1 255.255.255.255
    :: ::1 ::7f00:1 ::127.0.0.1 ::1.1.1.1
    ::ffff:0:0 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:c0a8:101
    ::ffff:0:127.0.0.1 ::ffff:0:10.0.0.1 ::ffff:0:1.1.1.1
    64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::168.63.129.16
    64:ff9b:1:: 64:ff9b:1::7f00:1 64:ff9b:1::101:101 64:ff9b:1:ffff:ffff:ffff:ffff:ffff
    100:: 100::1 100:0:0:1::1
    1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
    2001:0:0:0:0:0:80ff:fffe 2001::1 2001:0:101:101::80ff:fffe 2001:0:7f00:1::fefe:fefe
    2001:1::1 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1
    2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff
    2001:db8:: 2001:db8::1 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff
    2002:7f00:1:: 2002:a00:1::1 2002:c0a8:101::1 2002:a9fe:a9fe::
    2620:4f:8000::1
    2606:4700::5efe:7f00:1 2606:4700::200:5efe:10.0.0.1
    3fff:: 3fff:0fff:ffff:ffff:ffff:ffff:ffff:ffff
    4000:: 5f00:: 5f00::1 8000::1
    fc00:: fc00::1 fd00:ec2::254 fd20:ce::254 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
    fe80:: fe80::1 fe80::1%eth0 fe80::a9fe:a9fe%2 febf::1
    fec0:: fec0::1 feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
    ff00:: ff02::1 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
""".split()

PUBLIC = """
    1.0.0.0 1.1.1.1 8.8.8.8 93.184.216.34
    9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
    161.25.255.255 161.27.0.0 166.7.255.255 166.12.0.0
    168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0
    191.255.255.255 192.0.1.0 192.0.1.255 192.0.3.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0
    198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
    ::ffff:1.1.1.1 ::ffff:808:808 64:ff9b::101:101 64:ff9b::8.8.8.8
    2000:: 2001:200:: 2001:4860:4860::8888 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9::
    2001:0:101:101::f7f7:f7f7 2002:101:101::1 2003::1
    2606:4700::1111 2606:4700::5efe:101:101 2620:4f:7fff::1 2620:4f:8001::
    2a00:1450:4001::200e 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff 3fff:1000:: 3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
""".split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_the_internets(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("words", ["", "localhost", "1.1.1", "1.1.1.1.1", "::g", "0x7f000001"])
def test_what_is_no_address_is_an_error(words: str) -> None:
    with pytest.raises(ValueError, match="does not appear to be an IPv4 or IPv6 address"):
        is_public(words)


def test_the_standard_librarys_own_opinion_counts_for_nothing() -> None:
    """It changed in Python 3.12.4 and 3.11.10, and will change again."""
    assert not {"is_global", "is_private", "is_reserved", "is_site_local", "ipv4_mapped", "teredo", "sixtofour"} & set(
        inspect.getsource(addresses).replace(".", " ").replace("(", " ").split()
    )


@pytest.mark.parametrize("network", addresses.NOT_PUBLIC_V4 + addresses.NOT_PUBLIC_V6, ids=str)
def test_a_network_is_refused_from_its_first_address_to_its_last(network: IPv4Network | IPv6Network) -> None:
    """And no further: the tables hold no two networks that touch each other, but for the end of the addresses."""
    assert not is_public(str(network[0]))
    assert not is_public(str(network[-1]))
    assert network[0] == IPv4Address(0) or is_public(str(network[0] - 1))
    assert network[-1] == IPv4Address("255.255.255.255") or is_public(str(network[-1] + 1))


def carriers(address: IPv4Address) -> dict[str, IPv6Address]:
    """IPv6 addresses that carry an IPv4 address, and lead to it or to its neighbour."""
    number = int(address)
    neighbour = int(IPv6Address("2606:4700::"))
    return {
        "mapped": IPv6Address(0xFFFF << 32 | number),
        "NAT64": IPv6Address(0x64FF9B << 96 | number),
        "6to4": IPv6Address(0x2002 << 112 | number << 80 | 1),
        "Teredo's client": IPv6Address(0x20010000 << 96 | 0x01010101 << 64 | number ^ 0xFFFFFFFF),
        "Teredo's server": IPv6Address(0x20010000 << 96 | number << 64 | 0x01010101 ^ 0xFFFFFFFF),
        "ISATAP": IPv6Address(neighbour | 0x5EFE << 32 | number),
        "ISATAP, global": IPv6Address(neighbour | 0x02005EFE << 32 | number),
    }


@given(st.ip_addresses(v=4))
@example(IPv4Address("169.254.169.254"))
@example(IPv4Address("192.0.0.192"))
@example(IPv4Address("168.63.129.16"))
@example(IPv4Address("1.1.1.1"))
def test_what_carries_an_address_is_judged_by_it(address: IPv4Address) -> None:
    expected = is_public(str(address))
    assert {how: is_public(str(carrier)) for how, carrier in carriers(address).items()} == dict.fromkeys(
        carriers(address), expected
    )


@given(st.ip_addresses(v=6).filter(lambda ip: int(ip) >> 125 != 1))
def test_outside_of_global_unicast_only_what_carries_a_public_address_is_public(address: IPv6Address) -> None:
    carries = int(address) >> 32 in (0xFFFF, 0x64FF9B << 64)
    assert not is_public(str(address)) or carries


@given(st.ip_addresses(v=4).filter(lambda ip: is_public(str(ip))))
def test_local_translators_lead_inside_whatever_they_carry(address: IPv4Address) -> None:
    assert not is_public(f"64:ff9b:1::{address}")
    assert not is_public(f"::ffff:0:{address}")
    assert not is_public(f"::{address}")
