"""What speaks to other hosts: to which addresses, within which bounds, and with what it says."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

import pytest

from refoulement.errors import EndpointFailed, SettingRefused
from refoulement.tests.service_endpoint import JSON, ROWS, ROWS_XML, XML, Endpoint, listening
from refoulement.web.endpoint import read_endpoint
from refoulement.web.outside import Allowance, Outside, is_open

QUERY = b"SELECT * WHERE { ?who ?p ?seat }"
CLOSED = """0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.1 192.0.2.7 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7
203.0.113.7 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1
64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:20::1 2001:db8::1
2002:7f00:1::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%1 fec0::1 ff02::1 ff0e::1""".split()
OPEN = "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 172.15.0.1 172.32.0.1 193.0.6.139 2606:4700::1111 2a00:1450::1".split()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with listening() as found:
        yield found


def ask(address: str, *, seconds: float = 5, size: int = 1 << 20, outside: Outside | None = None) -> tuple[str, bytes]:
    """What an endpoint at an IP address of this machine answers, or one by name with an `outside` of its own."""
    read = read_endpoint(address, inside=outside is None)
    found = (outside or Outside()).ask(read, QUERY, Allowance(seconds, size))
    return found.media_type, found.body


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_that_is_not_on_the_open_internet_is_known(address: str) -> None:
    assert not is_open(ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_an_address_of_the_open_internet_is_known(address: str) -> None:
    assert is_open(ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "0x7f000001", "127.1", "0"]
)
def test_this_machine_is_not_asked_however_it_is_written(host: str, endpoint: Endpoint) -> None:
    listed = read_endpoint(f"http://{host}:{endpoint.port}/rows")
    with pytest.raises(EndpointFailed, match=r"its address is not on the open internet|its name is not found"):
        Outside().ask(listed, QUERY, Allowance(5, 1000))
    assert endpoint.asked == []


@pytest.mark.parametrize("address", CLOSED)
def test_one_closed_address_of_a_name_is_enough(address: str) -> None:
    outside = Outside(resolve=lambda _host, _port: ["8.8.8.8", address])
    with pytest.raises(
        EndpointFailed, match=r"^SERVICE <http://e\.example/>: its address is not on the open internet$"
    ):
        ask("http://e.example/", outside=outside)


def test_a_name_is_resolved_once_and_that_address_is_asked(endpoint: Endpoint) -> None:
    """A name server that gives another address the second time leads nowhere."""
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return [f"127.0.0.{len(asked)}"]

    permitted = Outside(resolve=rebinding, permit=lambda address: str(address) == "127.0.0.1")
    assert ask(f"http://e.example:{endpoint.port}/rows", outside=permitted) == (JSON, ROWS)
    assert asked == ["e.example"]
    assert [headers["host"] for _, headers, _ in endpoint.asked] == [f"e.example:{endpoint.port}"]
    with pytest.raises(EndpointFailed, match="not on the open internet"):
        ask(f"http://e.example:{endpoint.port}/rows", outside=permitted)
    assert len(endpoint.asked) == 1


def test_the_next_address_of_a_name_is_tried(endpoint: Endpoint) -> None:
    outside = Outside(resolve=lambda _host, _port: ["127.0.0.9", "127.0.0.1"], permit=lambda _: True)
    assert ask(f"http://e.example:{endpoint.port}/rows", outside=outside) == (JSON, ROWS)


def test_what_is_sent_is_the_query_and_nothing_else(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    ask(endpoint.at("/rows?a=%41"))
    (path, headers, body) = endpoint.asked[0]
    assert (path, body) == ("/rows?a=%41", QUERY.decode())
    agent = headers.pop("user-agent")
    assert agent.startswith("refoulement/")
    assert headers == {
        "host": f"127.0.0.1:{endpoint.port}",
        "accept": f"{JSON}, {XML}",
        "accept-encoding": "identity",
        "content-type": "application/sparql-query",
        "content-length": str(len(QUERY)),
        "connection": "close",
    }


def test_rows_come_in_either_form_and_in_chunks(endpoint: Endpoint) -> None:
    assert ask(endpoint.at("/rows")) == (JSON, ROWS)
    assert ask(endpoint.at("/xml")) == (XML, ROWS_XML)
    assert ask(endpoint.at("/chunked"))[0] == JSON


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/redirect", r"it redirects \(307\), which is not followed"),
        ("/failing", "it answers 500"),
        ("/page", "its answer is of no form that holds rows"),
        ("/bomb", "its answer is compressed, though it was told not to"),
        ("/broken", "its answer cannot be read as rows"),
        ("/no_iri", "its answer cannot be read as rows"),
        ("/cut", "its answer is cut off"),
        ("/truth", "it answers yes or no, where rows are needed"),
        ("/endless", "it answers with more than the 100,000 bytes that were left for it"),
        ("/headless", r"the connection failed \(HTTPException\)"),
        ("/slow", r"it took longer than the 0\.7 seconds that were left for it"),
        ("/dripping", r"it took longer than the 0\.7 seconds that were left for it"),
        ("/nothing", r"the connection failed \(RemoteDisconnected\)"),
    ],
)
def test_what_is_no_answer_is_told_with_its_reason(endpoint: Endpoint, path: str, reason: str) -> None:
    waits = "0\\.7" in reason  # the others are told at once, however busy the machine is
    begun = time.monotonic()
    with pytest.raises(EndpointFailed, match=rf"^SERVICE <{endpoint.at(path)}>: {reason}"):
        ask(endpoint.at(path), seconds=0.7 if waits else 20, size=100_000)
    assert time.monotonic() - begun < (2.5 if waits else 20)
    assert [asked[0] for asked in endpoint.asked] == [path]


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(EndpointFailed, match=r"the connection failed \(ConnectionRefusedError\)"):
            ask(f"http://127.0.0.1:{taken.getsockname()[1]}/rows")


def test_a_name_server_that_does_not_answer_is_not_waited_for() -> None:
    waiting = threading.Event()

    def silent(_host: str, _port: int) -> Sequence[str]:
        waiting.wait(10)
        return ["8.8.8.8"]

    with pytest.raises(EndpointFailed, match=r"it took longer than the 0\.3 seconds"):
        ask("http://e.example/", seconds=0.3, outside=Outside(resolve=silent))
    waiting.set()


def test_a_name_that_is_not_found_is_told() -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror

    with pytest.raises(EndpointFailed, match="its name is not found"):
        ask("http://e.example/", outside=Outside(resolve=unknown))


@pytest.mark.slow
def test_the_time_that_this_process_is_halted_is_not_the_endpoints(endpoint: Endpoint) -> None:
    """The service halts what runs long while others wait."""
    script = (
        "from refoulement.web.outside import Allowance, Outside\n"
        "from refoulement.web.endpoint import read_endpoint\n"
        f"endpoint = read_endpoint({endpoint.at('/slow')!r}, inside=True)\n"
        "print('ready', flush=True)\n"
        "print(len(Outside().ask(endpoint, b'ASK {}', Allowance(1.5, 100_000)).body))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGSTOP)
        time.sleep(3.5)
        process.send_signal(signal.SIGCONT)
        assert process.stdout.read() == f"{len(ROWS)}\n"


def test_time_and_bytes_are_of_all_requests_together(endpoint: Endpoint) -> None:
    allowance, listed = Allowance(5, 2 * len(ROWS)), read_endpoint(endpoint.at("/rows"), inside=True)
    Outside().ask(listed, QUERY, allowance)
    with pytest.raises(EndpointFailed, match="it answers with more than"):
        Outside().ask(listed, QUERY, allowance)
    assert 4 < allowance.seconds < 5


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of e.example with its key, signed by itself."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subject = ["-subj", "/CN=e.example", "-addext", "subjectAltName=DNS:e.example"]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try:
        subprocess.run(
            [*made, "-keyout", str(path), "-out", f"{path}.crt", "-days", "2", *subject],
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("there is no openssl here to make a certificate with")
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@contextmanager
def over_tls(certificate: Path) -> Iterator[Endpoint]:
    with listening() as found:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        found.socket = context.wrap_socket(found.socket, server_side=True)
        yield found


@pytest.mark.parametrize(
    ("name", "trusts", "reason"),
    [
        ("e.example", True, ""),
        ("other.example", True, "its certificate does not hold: Hostname mismatch"),
        ("e.example", False, "its certificate does not hold: self-signed certificate"),
    ],
)
def test_a_certificate_has_to_hold_for_the_name(certificate: Path, name: str, reason: str, *, trusts: bool) -> None:
    context = ssl.create_default_context(cafile=str(certificate) if trusts else None)
    outside = Outside(resolve=lambda _host, _port: ["127.0.0.1"], permit=lambda _: True, trusted=lambda: context)
    with over_tls(certificate) as endpoint:
        address = f"https://{name}:{endpoint.port}/rows"
        if not reason:
            assert ask(address, outside=outside) == (JSON, ROWS)
            return
        with pytest.raises(EndpointFailed, match=reason):
            ask(address, outside=outside)
        assert endpoint.asked == []


# What an address may be


@pytest.mark.parametrize(
    ("address", "host", "port", "authority"),
    [
        ("https://example.org/sparql", "example.org", 443, "example.org"),
        ("http://Example.org:8890/a%2fb?c=d", "Example.org", 8890, "Example.org:8890"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443, "xn--bcher-kva.example"),
        ("http://[2606:4700::1111]:80/", "2606:4700::1111", 80, "[2606:4700::1111]"),
    ],
)
def test_an_address_is_taken_apart(address: str, host: str, port: int, authority: str) -> None:
    found = read_endpoint(address)
    assert (found.text, found.host, found.port, found.authority) == (address, host, port, authority)


@pytest.mark.parametrize(
    "address",
    [
        "example.org/sparql",
        "ftp://example.org/",
        "HTTP://example.org/",
        "http://example.org",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org/#part",
        "http://example.org/ x",
        "http://example.org/\r\nHost: other",
        "http://example.org/\n",
        "http://bücher.example/",
        "http://example.org/ü",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://example.org:/",
        "http://[::1%251]/",
        "http://[1.2.3]/",
        "http:///",
        "none",
    ],
)
def test_what_is_no_address_of_an_endpoint_is_refused(address: str) -> None:
    with pytest.raises(SettingRefused, match=r"is no address of an endpoint|is no port|with its IP address"):
        read_endpoint(address)


@pytest.mark.parametrize(
    "address", ["http://localhost/sparql", "http://inner.example/", "http://127.1/", "http://0x7f.1/"]
)
def test_only_an_ip_address_is_of_a_closed_network(address: str) -> None:
    with pytest.raises(SettingRefused, match="is written with its IP address"):
        read_endpoint(address, inside=True)
