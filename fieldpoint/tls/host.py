"""How this machine can be called on its own network, asked of the kernel alone.

No name is looked up (that hangs where there is no network) and no netlink is spoken (the unit forbids it): the
names of the interfaces stand under /sys, and each is asked for its address.
"""

import re
import socket
import struct
from contextlib import suppress
from fcntl import ioctl
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Final

from fieldpoint.tls.leaf import Host

SITE_NAME: Final = "fieldpoint.local"
_INTERFACES: Final = Path("/sys/class/net")
_IPV6: Final = Path("/proc/net/if_inet6")
_SIOCGIFADDR: Final = 0x8915  # netdevice(7)
_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_PORTS: Final = {"http": 80, "https": 443}
_LOOPBACK: Final = ("127.0.0.1", "::1")
# Others cannot reach a link-local IPv6 address by a link: it needs the name of their own interface.
_OURS: Final = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fd00::/8")))


def this_host() -> Host:
    """The names and private addresses by which a tablet may call this machine, and its loopback."""
    own = socket.gethostname().lower().partition(".")[0]
    names = (own, f"{own}.local") if _LABEL.fullmatch(own) else ()
    addresses = (*_LOOPBACK, *lan_addresses())
    return Host(names=tuple(dict.fromkeys((SITE_NAME, "localhost", *names))), addresses=addresses)


def lan_addresses() -> tuple[str, ...]:
    """The private addresses of this machine's interfaces, IPv4 first; public ones are left out."""
    found = [*_ipv4(), *_ipv6()]
    return tuple(dict.fromkeys(str(one) for one in found if any(one in network for network in _OURS)))


def _ipv4() -> list[IPv4Address]:
    found: list[IPv4Address] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for interface in sorted(path.name for path in _INTERFACES.iterdir()):
            with suppress(OSError):  # it has none at this moment
                answer = ioctl(asking, _SIOCGIFADDR, struct.pack("256s", interface.encode()[:15]))
                found.append(IPv4Address(answer[20:24]))
    return found


def _ipv6() -> list[IPv6Address]:
    with suppress(OSError):
        lines = _IPV6.read_text(encoding="ascii").splitlines()
        return [IPv6Address(bytes.fromhex(line.split()[0])) for line in lines]
    return []


def is_loopback(host: str) -> bool:
    """Whether a host, as an address in a browser names it, is the machine itself."""
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host.strip("[]")).is_loopback
    return False


def every_address() -> str:
    """What to listen on so that every interface answers: the IPv6 wildcard takes IPv4 in too, where there is IPv6."""
    return "::" if _ipv6() else "0.0.0.0"  # noqa: S104  tablets come in from the site's own network, over TLS


def origin(scheme: str, host: str, port: int) -> str:
    """The address of a server without a path, as browsers write it: a port that goes without saying is left out."""
    named = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{scheme}://{named}" + ("" if port == _PORTS[scheme] else f":{port}")
