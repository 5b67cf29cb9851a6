"""Where webhooks may go: the address that is connected to is the one that is judged, whatever a name says."""

import ipaddress
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network

AddrInfo = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]
NAT64 = IPv6Network("64:ff9b::/96")


class NotAllowed(OSError):
    """The desk sends nothing to this address."""


class Guard:
    """Makes the sockets of one kind of connection; plain ones only into networks that the settings name."""

    def __init__(self, networks: Sequence[str], *, plain: bool) -> None:
        self._networks = tuple(ipaddress.ip_network(one) for one in networks)
        self._plain = plain

    def socket(self, info: AddrInfo) -> socket.socket:
        """A socket for an address that a name has been resolved to, or NotAllowed."""
        family, kind, protocol, _, address = info
        self.check(str(address[0]))
        return socket.socket(family, kind, protocol)

    def check(self, text: str) -> None:
        """Raise NotAllowed unless something may be sent there."""
        address = _meant(ipaddress.ip_address(text.partition("%")[0]))
        if any(address.version == one.version and address in one for one in self._networks):
            return
        if self._plain:
            raise NotAllowed(f"{address} is reached without TLS, and BATON_WEBHOOK_NETWORKS does not name it")
        if not _public(address):
            raise NotAllowed(f"{address} is no public address, and BATON_WEBHOOK_NETWORKS does not name it")


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one only wraps."""
    if isinstance(address, IPv4Address):
        return address
    inside = address.ipv4_mapped or address.sixtofour
    if inside is None and address in NAT64:
        inside = IPv4Address(int(address) & 0xFFFFFFFF)
    return inside or address


def _public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)
