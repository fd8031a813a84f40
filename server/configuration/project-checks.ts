import type { BatchResult, CheckOperation, Operation } from "@diminuendo/concordance";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { projectsNamespace } from "./namespaces.ts";
import type { TenantConfiguration } from "./tenant-configuration.ts";

/** A write of the configuration store. */
export type Write = Exclude<Operation, { op: "check" }>;

/** A project that writes go to: it must be there when they are done. */
export interface WrittenProject {
  readonly id: string;
  /** Where the first of the writes that name it stands in the message, as a JSON Pointer. */
  readonly at: string;
}

/** Between two looks a project may be named anew in the index, but not again and again. */
const LOOKS = 2;

/**
 * Writes, all or nothing, and only while all projects that are written to are there. Beside a batch of the largest size not all
 * of them can be checked: for the last of them it must do that they were there when they were looked for.
 *
 * @returns what came of each write
 * @throws GatewayError NOT_FOUND when a project is not there; VERSION_CONFLICT, INVALID_MESSAGE, CONFIG_UNAVAILABLE
 */
export async function writeBesideProjects(
  tenant: TenantConfiguration,
  tenantId: string,
  projects: readonly WrittenProject[],
  writes: readonly Write[],
  actor: string,
): Promise<BatchResult["results"]> {
  for (let look = 1; ; look += 1) {
    const checks = (await checksOf(tenant, tenantId, projects, look === 1)).slice(0, LIMITS.batchOperations - writes.length);
    try {
      const { results } = await tenant.batch([...checks, ...writes], actor);
      return results.slice(checks.length);
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== "VERSION_CONFLICT") throw error;
      const { operation, ...facts } = error.facts;
      if (operation === undefined) throw error;
      const project = projects[operation];
      if (operation >= checks.length || project === undefined) {
        throw new GatewayError("VERSION_CONFLICT", error.message, { ...facts, operation: operation - checks.length });
      }
      if (look === LOOKS) throw noProject(project.at);
    }
  }
}

/** @param at where the target stands in the message, as a JSON Pointer */
export function noProject(at: string): GatewayError {
  return new GatewayError("NOT_FOUND", "There is no such project.", {
    details: [{ path: `${at}/projectId`, message: "names no project" }],
  });
}

/**
 * @param isKnown what is known of the projects will do: the store is not asked for it
 * @throws GatewayError NOT_FOUND, CONFIG_UNAVAILABLE
 */
async function checksOf(
  tenant: TenantConfiguration,
  tenantId: string,
  projects: readonly WrittenProject[],
  isKnown: boolean,
): Promise<CheckOperation[]> {
  const namespace = projectsNamespace(tenantId);
  const entries = isKnown
    ? await Promise.all(projects.map(async ({ id }) => (await tenant.read(namespace, id)).entry))
    : await tenant.readNow(projects.map(({ id }) => ({ namespace, key: id })));
  return projects.map(({ id, at }, index) => {
    const version = entries[index]?.version;
    if (version === undefined) throw noProject(at);
    return { op: "check", namespace, key: id, cas: version };
  });
}
