import pytest

from klieg.media.pull.pull_address import PullRefusedError, PullRules, check_ip, read_address

ANY = PullRules()
PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("224.0.0.1", "239.1.1.1", "255.255.255.255", "192.0.2.1"),
    *("::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "ff0e::1", "2001:db8::1"),
]
EMBEDDED = ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "::7f00:1", "::ffff:224.0.0.1"]
PUBLIC = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("ip", [*PRIVATE, *EMBEDDED])
def test_a_private_address_is_refused_unless_configured(ip: str) -> None:
    with pytest.raises(PullRefusedError, match="pull_private_addresses"):
        check_ip(ip, ANY)
    check_ip(ip, PullRules(private_addresses=True))


@pytest.mark.parametrize("ip", PUBLIC)
def test_a_public_address_may_be_connected_to(ip: str) -> None:
    check_ip(ip, ANY)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("rtmp://tv.example/live/x", "tv.example", None),
        ("https://user:pass@TV.example:8443/a.m3u8?token=x", "tv.example", 8443),
        ("http://[2606:4700::1]:65535/a", "2606:4700::1", 65535),
        ("rtmps://tv.example:1/live/x", "tv.example", 1),
    ],
)
def test_host_and_port_are_read_behind_a_user_and_a_password(url: str, host: str, port: int | None) -> None:
    parts = read_address(url, ANY)
    assert (parts.hostname, parts.port) == (host, port)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "x",
            "ftp://tv.example/x",
            "gopher://tv.example",
            "concat:a|b",
            "rtmpt://tv.example/x",
            "udp://tv.example",
        ),
        *("http://", "http:///x", "http://:80/x", "http://user@/x", "http://tv.example:0/x"),
        *("http://tv.example:65536/x", "http://tv.example:-1/x", "http://tv.example:eight/x", "http://[::1/x"),
        *("file:///etc/passwd", "file://host/media/x.ts"),
    ],
)
def test_what_is_no_address_to_pull_from(url: str) -> None:
    with pytest.raises(PullRefusedError):
        read_address(url, ANY)


def test_nothing_secret_is_repeated() -> None:
    with pytest.raises(PullRefusedError) as refused:
        read_address("ftp://user:hunter2@tv.example/x", ANY)
    assert "hunter2" not in str(refused.value)


LISTED = PullRules(allowed_hosts=("TV.example", "*.cdn.example"))


@pytest.mark.parametrize("url", ["https://tv.example/x", "https://TV.EXAMPLE/x", "rtmp://user:x@a.cdn.example/x"])
def test_hosts_that_are_listed(url: str) -> None:
    assert read_address(url, LISTED).path == "/x"


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.example/x",
        "https://tv.example.evil.test/x",
        "https://tv.example@evil.test/x",
        "https://evil.test/tv.example",
    ],
)
def test_hosts_that_are_not_listed(url: str) -> None:
    with pytest.raises(PullRefusedError, match="pull_allowed_hosts"):
        read_address(url, LISTED)


def test_files_are_played_from_a_folder_that_is_configured() -> None:
    rules = PullRules(folder="/media")
    assert read_address("file:///media/x.ts", rules).path == "/media/x.ts"
    with pytest.raises(PullRefusedError):
        read_address("file://host/media/x.ts", rules)
