# Generated from spec/common/permissions.tsp by `npm run generate`. Do not edit.

"""Roles, and what each may do.

- `session:create`: Create sessions.
- `session:read`: See sessions, their events and their files.
- `session:write`: Rename sessions, run and stop turns, answer questions.
- `session:delete`: Delete sessions.
- `session:archive`: Archive and unarchive sessions.
- `session:steer`: Guide a turn while it runs.
- `member:read`: See the tenant's members.
- `member:write`: Add members and set their roles.
- `member:delete`: Remove members.
- `billing:read`: See balance, ledger and usage.
- `billing:write`: Grant credits.
- `tenant:admin`: Administer the tenant.
- `project:read`: See projects.
- `project:write`: Create and change projects.
- `project:manage`: Delete projects.
- `automation:read`: See automations and their runs.
- `automation:write`: Create, change and run automations.
- `automation:manage`: Delete automations of others.
- `skill:read`: See skills.
- `skill:write`: Create and change skills.
- `skill:manage`: Delete skills and enable them for everyone.
- `file:read`: See and download files.
- `file:write`: Upload files.
- `file:manage`: Delete files of others.
- `credential:manage`: See the names of credentials, store and remove them.
- `integration:manage`: Set up and remove integrations.
- `config:read`: Read configuration.
- `config:write`: Write configuration of one's own and of sessions and projects.
- `config:manage`: Write the tenant's settings.
- `audit:read`: Read the audit log.
"""

from collections.abc import Mapping
from typing import Final
from .types import Permission, Role

ROLES: Final[tuple[Role, ...]] = (
    "owner",
    "admin",
    "billing_admin",
    "member",
    "viewer",
)
"""The roles, the mightiest first."""

PERMISSIONS_OF: Mapping[Role, frozenset[Permission]] = {
    "owner": frozenset(
        {
            "session:create",
            "session:read",
            "session:write",
            "session:delete",
            "session:archive",
            "session:steer",
            "member:read",
            "member:write",
            "member:delete",
            "billing:read",
            "billing:write",
            "tenant:admin",
            "project:read",
            "project:write",
            "project:manage",
            "automation:read",
            "automation:write",
            "automation:manage",
            "skill:read",
            "skill:write",
            "skill:manage",
            "file:read",
            "file:write",
            "file:manage",
            "credential:manage",
            "integration:manage",
            "config:read",
            "config:write",
            "config:manage",
            "audit:read",
        },
    ),
    "admin": frozenset(
        {
            "session:create",
            "session:read",
            "session:write",
            "session:delete",
            "session:archive",
            "session:steer",
            "member:read",
            "member:write",
            "billing:read",
            "project:read",
            "project:write",
            "project:manage",
            "automation:read",
            "automation:write",
            "automation:manage",
            "skill:read",
            "skill:write",
            "skill:manage",
            "file:read",
            "file:write",
            "file:manage",
            "credential:manage",
            "integration:manage",
            "config:read",
            "config:write",
            "config:manage",
            "audit:read",
        },
    ),
    "billing_admin": frozenset(
        {
            "session:create",
            "session:read",
            "session:write",
            "session:archive",
            "session:steer",
            "billing:read",
            "billing:write",
            "project:read",
            "project:write",
            "automation:read",
            "automation:write",
            "skill:read",
            "skill:write",
            "file:read",
            "file:write",
            "config:read",
            "config:write",
        },
    ),
    "member": frozenset(
        {
            "session:create",
            "session:read",
            "session:write",
            "session:archive",
            "session:steer",
            "project:read",
            "project:write",
            "automation:read",
            "automation:write",
            "skill:read",
            "skill:write",
            "file:read",
            "file:write",
            "config:read",
            "config:write",
        },
    ),
    "viewer": frozenset(
        {
            "session:read",
            "project:read",
            "automation:read",
            "skill:read",
            "file:read",
            "config:read",
        },
    ),
}
