import { parseArgs } from "node:util";

export const USAGE = `Usage: diminuendo-conformance [options]
       diminuendo-conformance record --help

Checks a server against the protocol, from outside: what it needs is an address and a token, or a command that starts it.

A server that runs already:
  --url URL               the gateway, for instance http://127.0.0.1:8080: profiles gateway-v1 and rest-v1
  --acp URL               the same gateway's /acp: profile acp-v1
  --concordance URL       a node of Concordance: profile concordance-v1; again for further nodes
  --token [NAME=]TOKEN    who speaks: owner (without a name), admin, billing_admin, member, viewer, stranger (the owner of
                          another tenant); full and agent are keys of Concordance. Again for further ones
  --tenant ID             the tenant of these tokens, which some checks name

A server that the suite starts, kills and starts again, and whose tokens it signs:
  --start COMMAND         the gateway, for instance "node server/main.ts": profiles gateway-v1, rest-v1 and acp-v1
  --start-concordance COMMAND   a node of Concordance: profile concordance-v1

  --only GLOB             checks whose id fits, or that cover a requirement of this id; again for further ones
  --report FORMAT         text (the default), json or junit, on standard output
  --expected FILE         failures that are known: a JSON array of {check, rule, reason}; one that does not come is a failure
  --traceability FILE     writes which check covers which requirement
  --list                  tells the checks, and runs none
  --help

Exit status: 0 when the server conforms, 1 when it does not, 2 when the command is wrong. A check that needs something which
the target does not give fails.
`;

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What the command is asked to do. */
export interface Options {
  url: string | null;
  concordance: string[];
  tokens: Map<string, string>;
  tenant: string | null;
  start: string[] | null;
  startConcordance: string[] | null;
  profiles: string[];
  only: string[];
  report: "text" | "json" | "junit";
  expected: string | null;
  traceability: string | null;
  list: boolean;
  help: boolean;
}

const REPORTS = ["text", "json", "junit"] as const;

/** Reads the command line. @throws UsageError */
export function readOptions(args: readonly string[]): Options {
  const { values } = parse(args);
  const { url = null, acp = null, concordance = [], start, report = "text", only = [] } = values;
  const startConcordance = values["start-concordance"];
  const isStarted = start !== undefined || startConcordance !== undefined;
  if (isStarted && (url !== null || acp !== null || concordance.length > 0)) {
    throw new UsageError("Give addresses of servers that run, or commands that start them, not both.");
  }
  if (url !== null && acp !== null && originOf(url) !== originOf(acp)) throw new UsageError("--url and --acp must be the same gateway.");
  const reported = REPORTS.find((one) => one === report);
  if (reported === undefined) throw new UsageError(`--report must be one of ${REPORTS.join(", ")}.`);
  const profiles = [
    ...(url !== null || start !== undefined ? ["gateway-v1", "rest-v1"] : []),
    ...(acp !== null || start !== undefined ? ["acp-v1"] : []),
    ...(concordance.length > 0 || startConcordance !== undefined ? ["concordance-v1"] : []),
  ];
  const { help = false, list = false } = values;
  if (profiles.length === 0 && !help && !list) throw new UsageError("What is to be checked? Give --url, --acp, --concordance or --start.");
  const gateway = url ?? acp;
  return {
    url: gateway === null ? null : originOf(gateway),
    concordance: concordance.flatMap((one) => one.split(",")).map(originOf),
    tokens: new Map((values.token ?? []).map(namedToken)),
    tenant: values.tenant ?? null,
    start: start === undefined ? null : words(start),
    startConcordance: startConcordance === undefined ? null : words(startConcordance),
    profiles,
    only,
    report: reported,
    expected: values.expected ?? null,
    traceability: values.traceability ?? null,
    list,
    help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: "string" },
        acp: { type: "string" },
        concordance: { type: "string", multiple: true },
        token: { type: "string", multiple: true },
        tenant: { type: "string" },
        start: { type: "string" },
        "start-concordance": { type: "string" },
        only: { type: "string", multiple: true },
        report: { type: "string" },
        expected: { type: "string" },
        traceability: { type: "string" },
        list: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Who may speak, by the names that checks know. */
const IDENTITIES = ["owner", "admin", "billing_admin", "member", "viewer", "newcomer", "stranger", "expired", "forged", "full", "agent"];

/** `name=token`, or a token alone, which is the owner's; a token may have `=` in it, too. */
export function namedToken(text: string): [string, string] {
  const [name = "", ...rest] = text.split("=");
  return IDENTITIES.includes(name) && rest.join("=") !== "" ? [name, rest.join("=")] : ["owner", text];
}

/** The origin of an address. @throws UsageError */
export function originOf(text: string): string {
  const url = URL.parse(text.replace(/^ws/, "http"));
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`"${text}" is no address. Write it like http://127.0.0.1:8080.`);
  return url.origin;
}

/** A command line as its words; quotes keep words together. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? "");
}
