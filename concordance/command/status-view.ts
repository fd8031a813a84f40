import type { ClusterMember, ClusterStatus, MemberRole, NodeRole } from "@diminuendo/concordance";

/** A member as it, and the leader, say that it is. What nobody says is null. */
export interface NodeView {
  readonly nodeId: string;
  readonly address: string;
  readonly isReachable: boolean;
  readonly role: NodeRole | null;
  readonly membership: MemberRole;
  readonly term: number | null;
  /** Its log is the leader's up to here. */
  readonly matchIndex: number | null;
  /** What is committed and not in its log yet, in entries. */
  readonly lag: number | null;
  /** How long ago the leader heard it, in ms; null of the leader itself. */
  readonly lastContactMs: number | null;
}

export interface ClusterView {
  readonly clusterId: string;
  readonly leader: string | null;
  readonly term: number;
  readonly revision: number;
  readonly commitIndex: number;
  readonly nodes: readonly NodeView[];
}

type Styled = (style: "bold" | "dim" | "red" | "green", text: string) => string;

/**
 * Puts together what the nodes say. Pure.
 *
 * @param asked what the node says that was asked first
 * @param own what its members say, each in the member's place; null of those that say nothing
 */
export function viewOf(asked: ClusterStatus, own: readonly (ClusterStatus | null)[]): ClusterView {
  const statuses = [asked, ...own.filter((status) => status !== null)].sort((a, b) => b.term - a.term);
  // Of two that take themselves for the leader, the one of the higher term is right.
  const leading = statuses.find(({ role }) => role === "leader");
  const best = leading ?? statuses[0] ?? asked;
  const leader = leading?.nodeId ?? null;
  return {
    clusterId: best.clusterId,
    leader,
    term: best.term,
    revision: best.revision,
    commitIndex: best.commitIndex,
    nodes: best.members.map((member) => {
      const at = asked.members.findIndex(({ nodeId }) => nodeId === member.nodeId);
      return nodeOf(member, own[at] ?? null, leading ?? null);
    }),
  };
}

function nodeOf(member: ClusterMember, own: ClusterStatus | null, leading: ClusterStatus | null): NodeView {
  const { nodeId, address, role } = member;
  const isLeader = leading?.nodeId === nodeId;
  const matchIndex = leading === null ? null : isLeader ? (member.matchIndex ?? leading.commitIndex) : member.matchIndex;
  return {
    nodeId,
    address,
    isReachable: own !== null,
    role: own?.role ?? null,
    membership: role,
    term: own?.term ?? null,
    matchIndex,
    lag: leading === null || matchIndex === null ? null : Math.max(0, leading.commitIndex - matchIndex),
    lastContactMs: isLeader ? null : member.lastContactMs,
  };
}

const HEADINGS = ["", "NODE", "ADDRESS", "ROLE", "VOTER", "TERM", "MATCH", "LAG", "LAST CONTACT"];
/** Columns of numbers, which stand to the right. */
const NUMBERS = new Set([5, 6, 7]);

/** The view as people read it, without a line break at its end. Pure. */
export function tableOf(view: ClusterView, styled: Styled): string {
  const { clusterId, leader, term, revision, nodes } = view;
  const rows = nodes.map((node) => [
    node.nodeId === leader ? "*" : node.isReachable ? "" : "!",
    node.nodeId,
    node.address,
    node.role ?? "unreachable",
    node.membership === "voter" ? "yes" : `no (${node.membership})`,
    known(node.term),
    known(node.matchIndex),
    known(node.lag),
    node.lastContactMs === null ? "-" : ago(node.lastContactMs),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? "")].map(({ length }) => length)),
  );
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (NUMBERS.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [
    `Cluster ${clusterId}: ${leader === null ? styled("red", "no leader") : `${leader} leads`} in term ${term}, revision ${revision}`,
    "",
    styled("dim", lineOf(HEADINGS)),
    ...rows.map((row) => (row[0] === "!" ? styled("red", lineOf(row)) : row[0] === "*" ? styled("bold", lineOf(row)) : lineOf(row))),
  ].join("\n");
}

function known(count: number | null): string {
  return count === null ? "-" : String(count);
}

function ago(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  const seconds = ms / 1000;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}
