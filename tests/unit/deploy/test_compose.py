"""What deploy/ says agrees with the code: settings, paths, ports, names; no secret is baked in."""

import json
import os
import re
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from handoff.config import PREFIX, Settings

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
APPS = sorted(name for name in SERVICES if name.startswith("app-"))
RASAS = sorted(name for name in SERVICES if name.startswith("rasa-"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
NGINX = (DEPLOY / "nginx" / "nginx.conf").read_text()
ASKED = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
SECRETS = {"BATON_SECRET_KEY", "BATON_BOT_SECRET", "POSTGRES_PASSWORD", "RASA_POSTGRES_PASSWORD"}


def example() -> dict[str, str]:
    """The variables of .env.example, the secrets filled in."""
    lines = (DEPLOY / ".env.example").read_text().splitlines()
    pairs = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name: value or ("s" * 48 if name in SECRETS else "") for name, value in pairs.items()}


def filled(value: str) -> str:
    """A value of the compose file with its variables put in, as compose does."""
    return ASKED.sub(lambda asked: example()[asked[1]] or (asked[3] if asked[2] == "-" else ""), value)


def environment(service: str) -> dict[str, str]:
    return {name: filled(str(value)) for name, value in SERVICES[service]["environment"].items()}


def stages() -> dict[str, str]:
    """The stages of the Dockerfile by name."""
    parts = re.split(r"^FROM (\S+) AS (\S+)$", DOCKERFILE, flags=re.MULTILINE)[1:]
    return {parts[at + 1]: parts[at + 2] for at in range(0, len(parts), 3)}


def test_every_variable_is_in_the_example_and_used() -> None:
    """Who copies .env.example has everything; what must be chosen has no default."""
    text = (DEPLOY / "compose.yaml").read_text()
    asked = {name: how for name, how, _ in ASKED.findall(text)}
    assert set(asked) == set(example())
    assert {name for name, how in asked.items() if how == "?"} == SECRETS


@pytest.mark.parametrize("app", APPS)
def test_the_app_starts_with_these_settings(app: str) -> None:
    """Read by the app itself, in a process of its own: an unknown name or a bad value would stop it."""
    given = environment(app) | image_settings()
    assert {name for name in given if name.startswith(PREFIX)} == set(given)
    code = "from handoff.config import load_settings; print(load_settings().model_dump_json())"
    told = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)} | given
    done = subprocess.run([sys.executable, "-c", code], env=told, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    settings = Settings.model_validate(json.loads(done.stdout))
    assert settings.processes == 1, "several processes in a container would take no polling"
    assert settings.bot_urls == tuple(f"http://{name}:5005" for name in RASAS)
    inside = SERVICES["proxy"]["networks"]["inside"]["ipv4_address"]
    assert settings.trusted_proxies == (inside,)
    assert settings.host == "0.0.0.0"


def image_settings() -> dict[str, str]:
    """What the app's image sets itself."""
    return dict(re.findall(r"\b(BATON_\w+)=(\S+)", "".join(re.findall(r"^ENV .*$", stages()["app"], re.M))))


@pytest.mark.parametrize("rasa", RASAS)
def test_rasa_is_told_what_its_files_ask_for(rasa: str) -> None:
    """No variable of endpoints and credentials is missing, and none is for nothing."""
    command = stages()["rasa"].rsplit("CMD ", 1)[1]
    files = re.findall(r'"(bot/\S+\.yml)"', command)
    asked = {name for file in files for name, *_ in ASKED.findall((ROOT / file).read_text())}
    given = environment(rasa)
    assert asked | {"BATON_EMBED_URL", "TICKET_LOCK_LIFETIME"} == set(given)
    assert int(given["TICKET_LOCK_LIFETIME"]) == Settings().bot_timeout_seconds + 1
    assert given["BATON_BOT_SECRET"] == environment(APPS[0])["BATON_BOT_SECRET"]
    assert given["BATON_BOT_TRACKERS_URL"] != environment(APPS[0])["BATON_DATABASE_URL"]
    for name, path in (("BATON_ACTIONS_URL", "/rasa/actions"), ("BATON_EMBED_URL", "/internal/embed")):
        assert given[name] == f"http://proxy:8081{path}"
        assert f"location {path.rsplit('/', 1)[0]}/ {{ proxy_pass" in NGINX


def test_nginx_and_prometheus_know_every_app() -> None:
    """By the names and the port that the apps have, in both groups."""
    port = image_settings()["BATON_PORT"]
    groups = re.findall(r"upstream \w+ \{(.*?)\}", NGINX, re.DOTALL)
    assert len(groups) == 2
    for group in groups:
        assert sorted(re.findall(r"server (\S+)", group)) == [f"{name}:{port}" for name in APPS]
    scraped = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())
    (job,) = scraped["scrape_configs"]
    assert job["static_configs"] == [{"targets": [f"{name}:{port}" for name in APPS]}]
    assert f"EXPOSE {port}" in stages()["app"]
    alerts = (DEPLOY / "prometheus" / "alerts.yml").read_text()
    assert f'job="{job["job_name"]}"' in alerts
    assert [(DEPLOY / "prometheus" / name).is_file() for name in scraped["rule_files"]] == [True]


def test_the_networks_hold_their_addresses() -> None:
    """Each once, in the subnet; whatever has no business outside cannot get there."""
    (subnet,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    fixed = [SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in ("proxy", *APPS)]
    assert len(set(fixed)) == len(fixed)
    assert all(ip_address(one) in ip_network(subnet["subnet"]) for one in fixed)
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in (*RASAS, "postgres", "redis"):
        assert list(SERVICES[name]["networks"]) == ["inside"]
    for name in APPS:
        assert "edge" not in SERVICES[name]["networks"], "the proxy would be met by an address not trusted"


def test_only_the_proxy_is_published() -> None:
    """And by itself to this machine alone."""
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert set(published) == {"proxy", "prometheus"}
    assert filled(published["proxy"][0]) == "127.0.0.1:8080:8080"
    assert published["prometheus"][0].startswith("127.0.0.1:")
    assert re.findall(r"^\s+listen (\d+)", NGINX, re.M) == ["8080", "8081"]


def test_every_path_exists() -> None:
    """What is mounted, built from and copied."""
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (DEPLOY / source).exists(), source
            else:
                assert source in COMPOSE["volumes"]
        if build := service.get("build"):
            assert (DEPLOY / build["context"]).resolve() == ROOT
            assert (ROOT / build["dockerfile"]).is_file()
            assert build["target"] in stages()
    for copied in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.M):
        *sources, _ = copied.split()
        assert [source for source in sources if not (ROOT / source).exists()] == []
    for stage in re.findall(r"^COPY --from=(\S+)", DOCKERFILE, re.M):
        assert stage in stages()


def test_the_build_sees_what_it_copies() -> None:
    """The ignore file lets through what the Dockerfile asks for, and no environment or data."""
    rules = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    copied = [part.split()[:-1] for part in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.M)]
    assert {source.split("/")[0] for sources in copied for source in sources} == let_in
    assert {"bot/.venv", "agent_ui/node_modules"} <= set(rules)


@pytest.mark.parametrize("stage", ["app", "rasa"])
def test_an_image_is_nobody_and_is_asked_how_it_is(stage: str) -> None:
    """No root, a health check of a route that exists, nothing secret."""
    text = stages()[stage]
    assert text.rindex("USER 10001:10001") < text.rindex("ENTRYPOINT")
    (route,) = re.findall(r"http://127\.0\.0\.1:\d+(/[\w/]*)'", text)
    source = {"app": "handoff/web/health.py", "rasa": "handoff/bot_link/watch.py"}[stage]
    assert f'{route}"' in (ROOT / source).read_text()
    assert not re.search(r"(SECRET|PASSWORD|KEY|TOKEN)\w*=", DOCKERFILE)


def test_secrets_stand_nowhere_but_in_the_environment() -> None:
    """Every one is asked for; .env itself is ignored."""
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"SECRET|PASSWORD|KEY", name):
                assert ASKED.fullmatch(str(value)), name
    assert "/deploy/.env" in (ROOT / ".gitignore").read_text().splitlines()
