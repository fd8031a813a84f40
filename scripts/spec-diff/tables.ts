import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { ChangeKind, Changes } from "./change.ts";
import { compareLimits } from "./limits.ts";
import { differences, paired } from "./pairs.ts";

const byName = ({ name }: { name: string }) => name;

/** Compares codes, permissions, roles, limits, sockets and state machines. */
export function compareTables(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  compareErrorCodes(changes, before, after);
  compareCloseCodes(changes, before, after);
  comparePermissions(changes, before, after);
  compareRoles(changes, before, after);
  compareAccessTables(changes, before, after);
  compareLimits(changes, before, after);
  compareSockets(changes, before, after);
  compareStateMachines(changes, before, after);
}

function compareErrorCodes(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.errorCodes, after.errorCodes, byName);
  for (const { name } of removed) changes.breaks("error-code-removed", name, name, undefined, "clients tell failures apart by it");
  for (const { name } of added) {
    changes.keeps("error-code-added", name, undefined, name, "clients treat a code that they do not know by its status");
  }
  for (const [old, now] of both) {
    const number = (kind: ChangeKind, field: "status" | "rpcCode") => {
      const [was, is] = [old[field] ?? null, now[field] ?? null];
      const reason = was === null ? "it had none that clients could branch on" : "clients branch on the number";
      if (was !== is) changes.add({ kind, path: `${now.name} ${field}`, before: was, after: is, breaking: was !== null, reason });
    };
    number("error-status-changed", "status");
    number("error-number-changed", "rpcCode");
    // Who took a failure for final and for certain must be right still.
    const meaning = (field: "retryable" | "outcomeUnknown", breaking: boolean, reason: string) => {
      if (old[field] === now[field]) return;
      const path = `${now.name} ${field}`;
      changes.add({ kind: "error-meaning-changed", path, before: old[field], after: now[field], breaking, reason });
    };
    meaning("retryable", old.retryable, old.retryable ? "clients go on trying in vain" : "clients that do not try again lose nothing");
    meaning(
      "outcomeUnknown",
      now.outcomeUnknown,
      now.outcomeUnknown ? "clients take it that nothing happened" : "clients that look first lose nothing",
    );
  }
}

function compareCloseCodes(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.closeCodes, after.closeCodes, byName);
  for (const { name, code } of removed) changes.breaks("close-code-removed", name, code, undefined, "clients tell closes apart by it");
  for (const { name, code } of added) {
    changes.keeps("close-code-added", name, undefined, code, "clients treat a code that they do not know as a lost connection");
  }
  for (const [old, now] of both) {
    if (old.code !== now.code) changes.breaks("close-code-changed", now.name, old.code, now.code, "clients branch on the number");
    if (old.reconnect !== now.reconnect) {
      changes.breaks("reconnect-changed", now.name, old.reconnect, now.reconnect, "clients come back as they were told before");
    }
  }
}

function comparePermissions(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.permissions, after.permissions, byName);
  for (const { name, value } of removed) changes.breaks("permission-removed", name, value, undefined, "clients ask for it by name");
  for (const { name, value } of added) changes.keeps("permission-added", name, undefined, value, "nobody asked for it before");
  for (const [old, now] of both) {
    if (old.value !== now.value) changes.breaks("permission-renamed", now.name, old.value, now.value, "clients ask for it by name");
  }
}

function compareRoles(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.roles, after.roles, byName);
  for (const { name } of removed) changes.breaks("role-removed", name, name, undefined, "members who have it lose it");
  for (const { name } of added) changes.keeps("role-added", name, undefined, name, "nobody has it yet");
  for (const [old, now] of both) {
    const { removed: lost, added: gained } = differences(old.permissions, now.permissions);
    for (const one of lost) changes.breaks("role-lost", now.name, one, undefined, "members who have the role are refused now");
    for (const one of gained) changes.keeps("role-gained", now.name, undefined, one, "whoever could still may");
  }
}

function compareAccessTables(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const rowsOf = ({ accessTables }: ProtocolModel) =>
    accessTables.flatMap(({ name: table, rows }) => rows.map(({ name, permissions }) => ({ name: `${table} ${name}`, permissions })));
  const { removed, added, both } = paired(rowsOf(before), rowsOf(after), byName);
  for (const { name } of removed) changes.breaks("access-row-removed", name, name, undefined, "clients use it by name");
  for (const { name } of added) changes.keeps("access-row-added", name, undefined, name, "nobody used it before");
  for (const [old, now] of both) {
    const { removed: dropped, added: demanded } = differences(old.permissions, now.permissions);
    for (const one of demanded) changes.breaks("permission-required", now.name, undefined, one, "callers without it are refused now");
    for (const one of dropped) changes.keeps("permission-dropped", now.name, one, undefined, "everyone who could may still");
  }
}

function compareSockets(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.sockets, after.sockets, byName);
  for (const { name, path } of removed) changes.breaks("socket-removed", name, path, undefined, "clients find nothing there");
  for (const { name, path } of added) changes.keeps("socket-added", name, undefined, path, "nobody connects there yet");
  for (const [old, now] of both) {
    if (old.path !== now.path) changes.breaks("socket-moved", now.name, old.path, now.path, "clients connect to where it was");
  }
}

function compareStateMachines(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const statesOf = ({ stateMachines }: ProtocolModel) =>
    stateMachines.flatMap(({ name: machine, states }) => states.map((state) => ({ ...state, name: `${machine} ${state.name}` })));
  const { removed, added, both } = paired(statesOf(before), statesOf(after), byName);
  for (const { name } of removed) changes.breaks("state-removed", name, name, undefined, "clients wait for it");
  for (const { name } of added) changes.breaks("state-added", name, undefined, name, "clients do not know it");
  for (const [old, now] of both) {
    const { removed: gone, added: come } = differences(old.moves, now.moves);
    for (const one of come)
      changes.breaks("move-added", now.name, undefined, one, "clients count on the moves that are allowed, and no others");
    for (const one of gone) changes.keeps("move-removed", now.name, one, undefined, "clients see no move that they do not know");
    if (old.live !== now.live) {
      changes.breaks("state-life-changed", now.name, old.live, now.live, "what a restart does to a session in it is different");
    }
  }
}
