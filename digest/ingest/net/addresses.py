"""Which IP addresses belong to the internet.

The table is our own: `ipaddress.is_global` changes with the version of Python, and knows the registries only, not what
an address means where digest may run (a cloud's metadata service, a translator's prefix).

Sources: IANA's registries of special-purpose IPv4 and IPv6 addresses (RFC 6890 and its updates), and what clouds
document of addresses that only their own machines reach. An address that carries an IPv4 address is judged by that
one: RFC 4291 (mapped), RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo), RFC 5214 (ISATAP).
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

NOT_PUBLIC_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this host on this network
            "10.0.0.0/8",  # private use
            "100.64.0.0/10",  # shared by the customers of a provider; Alibaba's metadata
            "127.0.0.0/8",  # loopback
            "161.26.0.0/16",  # services inside of IBM's cloud
            "166.8.0.0/14",  # services inside of IBM's cloud
            "168.63.129.16/32",  # the platform inside of Azure
            "169.254.0.0/16",  # link-local; metadata of most clouds
            "172.16.0.0/12",  # private use
            "192.0.0.0/24",  # protocol assignments; Oracle's metadata
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112, answered nearby
            "192.52.193.0/24",  # multicast tunnels, answered nearby
            "192.88.99.0/24",  # relays for 6to4, answered nearby
            "192.168.0.0/16",  # private use
            "192.175.48.0/24",  # AS112, answered nearby
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/3",  # multicast, reserved, broadcast
        ),
    )
)
UNICAST = IPv6Network("2000::/3")
"""The only IPv6 block from which public addresses are given out. Outside lie loopback, link-local, site-local
(fec0::/10), unique local, multicast, translators' local prefixes (64:ff9b:1::/48, ::ffff:0:0:0/96), segment routing."""
NOT_PUBLIC_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, but for Teredo, which is judged by what it carries
            "2001:db8::/32",  # documentation
            "2620:4f:8000::/48",  # AS112, answered nearby
            "3fff::/20",  # documentation
        ),
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4 = IPv6Network("2002::/16")
_TEREDO = IPv6Network("2001::/32")
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: str) -> bool:
    """Whether an IP address (perhaps with a zone: `fe80::1%eth0`) belongs to the internet.

    Raises ValueError if it is not an IP address.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv4Address):
        return _is_public_v4(ip)
    return _has_public_place(ip) and all(map(_is_public_v4, _embedded(ip)))


def _is_public_v4(ip: IPv4Address) -> bool:
    return not any(ip in network for network in NOT_PUBLIC_V4)


def _has_public_place(ip: IPv6Address) -> bool:
    """Whether packets for it leave the local network, whatever IPv4 address it carries."""
    if any(ip in network for network in (_MAPPED, _NAT64, _TEREDO)):
        return True
    return ip in UNICAST and not any(ip in network for network in NOT_PUBLIC_V6)


def _embedded(ip: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that it carries."""
    number = int(ip)
    if ip in _MAPPED or ip in _NAT64:
        yield IPv4Address(number & 0xFFFFFFFF)
    elif ip in _6TO4:
        yield IPv4Address(number >> 80 & 0xFFFFFFFF)
    elif ip in _TEREDO:
        yield IPv4Address(number >> 64 & 0xFFFFFFFF)  # the server
        yield IPv4Address(~number & 0xFFFFFFFF)  # the client, its bits flipped
    elif number >> 32 & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(number & 0xFFFFFFFF)
