import { getTypeName, type Model, navigateProgram, type Program, type Type } from "@typespec/compiler";
import * as decorated from "./decorators.ts";
import { reportDiagnostic } from "./lib.ts";
import { claim, type NamesByProtocol, protocolOf } from "./protocol-of.ts";
import { checkRequirements } from "./requirements.ts";
import { checkExclusion, checkRaised, checkRpc, checkRpcCodes } from "./validate-rpc.ts";

const DURABLE_FIELDS = ["sessionId", "seq", "ts"];

/** Checks what the type system cannot: that messages and events are complete and agree with each other. */
export function $onValidate(program: Program): void {
  const messageTypes: NamesByProtocol = new Map();
  const eventTypes: NamesByProtocol = new Map();
  const methodNames: NamesByProtocol = new Map();
  const requirementIds = new Map<string, string>();
  navigateProgram(program, {
    model(model) {
      if (decorated.messages.get(program, model)) {
        checkType(program, model, messageTypes);
        checkMessage(program, model);
      }
      if (decorated.events.get(program, model)) {
        checkType(program, model, eventTypes);
        checkEvent(program, model);
      }
      checkRpc(program, model, methodNames);
      checkExclusion(program, model);
      checkRaised(program, model);
    },
    namespace(namespace) {
      checkRaised(program, namespace);
    },
    operation(operation) {
      checkRaised(program, operation);
      const property = decorated.sessionProperties.get(program, operation);
      if (property !== undefined && !operation.parameters.properties.has(property)) {
        reportDiagnostic(program, { code: "no-session-property", format: { name: operation.name, property }, target: operation });
      }
    },
    enum(type) {
      checkRequirements(program, type, requirementIds);
      checkRpcCodes(program, type);
      const numbered = decorated.limitEnums.get(program, type) || decorated.closeCodeEnums.get(program, type);
      for (const member of type.members.values()) {
        if (numbered && typeof member.value !== "number") {
          reportDiagnostic(program, { code: "no-number", format: { name: member.name }, target: member });
        }
        if (decorated.socketEnums.get(program, type) && !String(member.value).startsWith("/")) {
          reportDiagnostic(program, { code: "no-path", format: { name: member.name }, target: member });
        }
        if (decorated.accessTables.get(program, type) && decorated.neededPermissions.get(program, member) === undefined) {
          reportDiagnostic(program, { code: "no-needs", format: { name: member.name }, target: member });
        }
        if (decorated.errorCodeEnums.get(program, type) && decorated.httpStatuses.get(program, member) === undefined) {
          reportDiagnostic(program, { code: "no-status", format: { name: member.name }, target: member });
        }
      }
    },
    union(union) {
      if (!decorated.durableUnions.get(program, union)) return;
      const members = new Set<Type>([...union.variants.values()].map((variant) => variant.type));
      const protocol = protocolOf(program, union);
      for (const durable of decorated.durables.keys(program) as Model[]) {
        if (protocolOf(program, durable) !== protocol) continue;
        if (!members.has(durable)) reportDiagnostic(program, { code: "missing-durable", format: { name: durable.name }, target: union });
      }
      for (const member of members) {
        if (!decorated.durables.get(program, member)) {
          reportDiagnostic(program, { code: "not-durable", format: { name: getTypeName(member) }, target: union });
        }
      }
    },
  });
}

/** The literal of a model's property `type`. */
export function typeLiteral(model: Model): string | undefined {
  const type = model.properties.get("type")?.type;
  return type?.kind === "String" ? type.value : undefined;
}

function checkType(program: Program, model: Model, types: NamesByProtocol): void {
  const type = typeLiteral(model);
  if (type === undefined) {
    reportDiagnostic(program, { code: "no-type-literal", format: { name: model.name }, target: model });
    return;
  }
  const other = claim(program, types, type, model);
  if (other !== undefined) reportDiagnostic(program, { code: "duplicate-type", format: { type, other }, target: model });
}

function checkMessage(program: Program, model: Model): void {
  const name = model.name;
  const reply = decorated.replies.get(program, model);
  if (reply === undefined) reportDiagnostic(program, { code: "no-reply", format: { name }, target: model });
  if (decorated.handlers.get(program, model) === undefined) {
    reportDiagnostic(program, { code: "no-handler", format: { name }, target: model });
  }
  const caused = decorated.announcements.get(program, model) ?? [];
  for (const event of [...(reply ? [reply] : []), ...caused.map((announcement) => announcement.event)]) {
    if (!decorated.events.get(program, event)) {
      reportDiagnostic(program, { code: "not-an-event", format: { name: event.name }, target: model });
    }
  }
  checkConditions(program, model);
  const property = decorated.sessionProperties.get(program, model);
  if (property === undefined) return;
  if (!model.properties.has(property)) {
    reportDiagnostic(program, { code: "no-session-property", format: { name, property }, target: model });
  }
  if (!decorated.requiredPermissions.get(program, model) && !decorated.conditionalPermissions.get(program, model)) {
    reportDiagnostic(program, { code: "no-permission", format: { name }, target: model });
  }
}

/** A value without a permission would be open to everyone. */
function checkConditions(program: Program, model: Model): void {
  const conditions = decorated.conditionalPermissions.get(program, model) ?? [];
  const property = conditions[0]?.property;
  if (property === undefined) return;
  const name = model.name;
  const values = literalsOf(model.properties.get(property)?.type);
  for (const condition of conditions) {
    if (condition.property !== property || !values.includes(condition.value)) {
      const { property, value } = condition;
      reportDiagnostic(program, { code: "unknown-value", format: { name, property, value }, target: model });
    }
  }
  for (const value of values) {
    if (!conditions.some((condition) => condition.value === value)) {
      reportDiagnostic(program, { code: "uncovered-value", format: { name, property, value }, target: model });
    }
  }
}

/** The values of a union of string literals; none of any other type. */
function literalsOf(type: Type | undefined): string[] {
  if (type?.kind === "String") return [type.value];
  if (type?.kind !== "Union") return [];
  const members = [...type.variants.values()].map((variant) => variant.type);
  return members.every((member) => member.kind === "String") ? members.map(({ value }) => value) : [];
}

function checkEvent(program: Program, model: Model): void {
  if (!decorated.durables.get(program, model)) return;
  for (const field of DURABLE_FIELDS) {
    if (!model.properties.has(field)) {
      reportDiagnostic(program, { code: "durable-fields", format: { name: model.name, field }, target: model });
    }
  }
}
