/*
 * What keeps the rules of a field may still be refused for a reason that the schema does not tell, or do something that
 * lasts. Here is what is known of that.
 */

type Fields = Record<string, unknown>;

/** What must have come from the server: made up, it is refused however well it is formed. */
const GIVEN_BY_THE_SERVER = /\/cursor$/;

/** What takes a node into the cluster, or gives the lead away: nothing to try out on a cluster that is in use. */
const MEMBERSHIP = /cluster\/(join|transfer)$/;

/** The end of an entry's life must lie ahead, and within the numbers that there are. */
const LIFETIMES = /\/(expiresAt|ttlMs)$/;

/** Whether the value at a field's limit is accepted for certain, and may be tried. */
export function isLimitKnown(target: string, field: string): boolean {
  return !GIVEN_BY_THE_SERVER.test(field) && !MEMBERSHIP.test(target) && !LIFETIMES.test(field);
}

/** The same value, but for what else it would be refused for, or would leave behind. */
export function withoutEffect(value: Fields, field: string): Fields {
  return withItsScope(withUnknownAgent(withoutCursor(value), field), field);
}

function withoutCursor({ cursor: _cursor, ...value }: Fields): Fields {
  return value;
}

/** A session of an agent that is not known is refused when all else is right. */
function withUnknownAgent(value: Fields, field: string): Fields {
  return "agentType" in value && field !== "/agentType" ? { ...value, agentType: "no-such-agent" } : value;
}

/** The ids of a scope belong to it alone: whoever tries one names its scope, and no other id. */
function withItsScope(value: Fields, field: string): Fields {
  if (Array.isArray(value["operations"])) {
    return { ...value, operations: value["operations"].map((one: Fields) => (field.endsWith("Id") ? scoped(one, field) : one)) };
  }
  return "scope" in value && field.endsWith("Id") ? scoped(value, field) : value;
}

function scoped(value: Fields, field: string): Fields {
  const id = field.slice(field.lastIndexOf("/") + 1);
  if (!(id in value)) return value;
  const others = Object.fromEntries(Object.entries(value).filter(([name]) => name === id || !name.endsWith("Id")));
  return { ...others, scope: id.slice(0, -"Id".length) };
}
