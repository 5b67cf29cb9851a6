"""Retention and a customer's rights over HTTP, for admins."""

from sanic import HTTPResponse
from sanic.response import json, raw

from handoff.desk.privacy.archive import archive_visitor
from handoff.desk.privacy.erasing import erase_visitor, export_visitor, find_visitors
from handoff.desk.privacy.retention import preview, read_retention, set_retention
from handoff.domain.identity.people import Visitor
from handoff.domain.retention import Erasure, Known, Retention, label_of
from handoff.web.api.retention_models import (
    DoomedOut,
    EraseIn,
    ErasureOut,
    ExportOut,
    KnownOut,
    KnownsOut,
    KnownsQuery,
    RetentionIn,
    RetentionOut,
    RuleQuery,
)
from handoff.web.api.setting_routes import made, setting_routes
from handoff.web.openapi import FILE
from handoff.web.route import Access, Asked, Route


async def get_retention(asked: Asked) -> RetentionOut:
    setting, log = await read_retention(asked.services.desk, actor=asked.actor)
    return RetentionOut(
        conversations_days=setting.value.conversations_days,
        anonymise_days=setting.value.anonymise_days,
        hold_tag=setting.value.hold_tag,
        events_days=asked.services.settings.events_days,
        log=tuple(map(_erasure, log)),
        **made(setting),
    )


async def get_preview(asked: Asked) -> DoomedOut:
    found = await preview(asked.services.desk, actor=asked.actor, rule=_rule(asked.query))
    return DoomedOut.model_validate(found)


async def put_retention(asked: Asked) -> RetentionOut:
    body = asked.body
    await set_retention(
        asked.services.desk,
        actor=asked.actor,
        rule=_rule(body),
        confirmed=body.confirmed,
        revision=body.revision,
    )
    return await get_retention(asked)


async def get_visitors(asked: Asked) -> KnownsOut:
    found = await find_visitors(asked.services.desk, actor=asked.actor, words=asked.query.q)
    return KnownsOut(visitors=tuple(map(_known, found)))


async def get_export(asked: Asked) -> HTTPResponse:
    id_ = asked.path["id"]
    told = await export_visitor(asked.services.desk, actor=asked.actor, visitor_id=id_)
    name = f'attachment; filename="customer-{id_[-8:]}.json"'
    return json(told, headers={"Content-Disposition": name}, ensure_ascii=False)


async def get_archive(asked: Asked) -> HTTPResponse:
    id_ = asked.path["id"]
    packed = await archive_visitor(asked.services.desk, actor=asked.actor, visitor_id=id_)
    name = f'attachment; filename="customer-{id_[-8:]}.zip"'
    return raw(packed, headers={"Content-Disposition": name}, content_type="application/zip")


async def post_erase(asked: Asked) -> ErasureOut:
    services = asked.services
    setting, _ = await read_retention(services.desk, actor=asked.actor)
    done = await erase_visitor(
        services.desk,
        actor=asked.actor,
        visitor_id=asked.path["id"],
        confirm=asked.body.confirm,
        hold_tag=setting.value.hold_tag,
    )
    return _erasure(done)


def _rule(form: RuleQuery | RetentionIn) -> Retention:
    return Retention(
        conversations_days=form.conversations_days,
        anonymise_days=form.anonymise_days,
        hold_tag=form.hold_tag.strip(),
    )


def _erasure(erasure: Erasure) -> ErasureOut:
    return ErasureOut(
        kind=erasure.kind,
        at=erasure.at,
        by=erasure.by_name,
        visitor_id=erasure.visitor_id,
        counts=dict(erasure.counts),
    )


def _known(known: Known) -> KnownOut:
    visitor: Visitor = known.visitor
    return KnownOut(
        id=visitor.id,
        external_id=visitor.external_id,
        name=visitor.name,
        email=visitor.email,
        phone=visitor.phone,
        label=label_of(visitor),
        conversations=known.conversations,
        last_at=known.last_at,
        created_at=visitor.created_at,
    )


ROUTES = (
    *setting_routes(
        "/settings/retention",
        read=(get_retention, "How long conversations and customers are kept, and what was deleted"),
        write=(put_retention, "Set how long conversations and customers are kept"),
        body=RetentionIn,
        answer=RetentionOut,
        access=Access.ADMINS,
    ),
    Route(
        method="GET",
        path="/settings/retention/preview",
        handler=get_preview,
        summary="What a rule would delete at once",
        access=Access.ADMINS,
        query=RuleQuery,
        answers=(DoomedOut,),
    ),
    Route(
        method="GET",
        path="/visitors",
        handler=get_visitors,
        summary="Find customers by a part of their name, address or identity",
        access=Access.ADMINS,
        query=KnownsQuery,
        answers=(KnownsOut,),
    ),
    Route(
        method="GET",
        path="/visitors/{id}/export",
        handler=get_export,
        summary="All that is kept of a customer, as a file",
        access=Access.ADMINS,
        answers=(ExportOut,),
    ),
    Route(
        method="GET",
        path="/visitors/{id}/archive",
        handler=get_archive,
        summary="All that is kept of a customer with the files that were sent, as a ZIP",
        access=Access.ADMINS,
        media=FILE,
        answers=(),
    ),
    Route(
        method="POST",
        path="/visitors/{id}/erase",
        handler=post_erase,
        summary="Delete a customer with all that is kept of them",
        access=Access.ADMINS,
        body=EraseIn,
        answers=(ErasureOut,),
    ),
)
