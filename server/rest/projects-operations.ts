import { randomUUID } from "node:crypto";
import type { Entry } from "@diminuendo/concordance";
import type * as rest from "../../generated/gateway/operations.ts";
import type { Project } from "../../generated/gateway/types.ts";
import { actorOf } from "../configuration/actor.ts";
import type { ConfigStore } from "../configuration/config-store.ts";
import { listRecords, type RecordPlaces, readRecord, removeRecord, writeRecord } from "../configuration/indexed-records.ts";
import { projectNamespace, projectsNamespace } from "../configuration/namespaces.ts";
import type { TenantConfiguration } from "../configuration/tenant-configuration.ts";
import type { Membership } from "../members/membership.ts";
import { canonicalId } from "../pipeline/authorize.ts";
import type { Call } from "../pipeline/call.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { etagOf, isConditional, mustMatch } from "./etag.ts";
import { given } from "./given.ts";

export interface ProjectsOperationsOptions {
  readonly store: ConfigStore;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** How often a change is made anew when somebody else was faster. */
const ATTEMPTS = 10;

/** `/api/v1/projects` */
export class ProjectsOperations implements rest.ProjectsOperations<Call> {
  readonly #options: ProjectsOperationsOptions;

  constructor(options: ProjectsOperationsOptions) {
    this.#options = options;
  }

  async list({ limit, cursor }: rest.ProjectsListInput, { membership }: Call) {
    const { records, nextCursor } = await listRecords(await this.#tenant(membership), placesOf(membership), limit, cursor);
    return { status: 200, body: { items: records.map(projectOf), nextCursor } } as const;
  }

  async create({ body }: rest.ProjectsCreateInput, { membership }: Call) {
    const id = randomUUID();
    const at = this.#instant();
    const { name, description, metadata = {} } = body;
    const project: Project = { id, name, description, metadata, createdAt: at, createdBy: membership.userId, updatedAt: at };
    const version = await writeRecord(await this.#tenant(membership), placesOf(membership), id, project, 0, actorOf(membership));
    return { status: 201, headers: { location: `/api/v1/projects/${id}`, etag: etagOf(version) }, body: project } as const;
  }

  async read({ projectId }: rest.ProjectsReadInput, { membership }: Call) {
    return versioned(await find(await this.#tenant(membership), placesOf(membership), canonicalId(projectId)));
  }

  async update({ projectId, body, ifMatch }: rest.ProjectsUpdateInput, { membership }: Call) {
    const id = canonicalId(projectId);
    const tenant = await this.#tenant(membership);
    const places = placesOf(membership);
    const { name, description, metadata } = body;
    for (let attempt = 1; ; attempt += 1) {
      const before = await find(tenant, places, id);
      mustMatch(ifMatch, etagOf(before.version), "The project");
      const project = { ...projectOf(before), ...given({ name, description, metadata }), updatedAt: this.#instant() };
      try {
        // It is in the index already; one that was deleted meanwhile must not come back.
        const cas = before.version;
        return versioned(await tenant.set(places.namespaceOf(id), places.key, project, { cas, actor: actorOf(membership) }));
      } catch (error) {
        const isOvertaken = error instanceof GatewayError && error.code === "VERSION_CONFLICT";
        if (!isOvertaken || isConditional(ifMatch) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async delete({ projectId, ifMatch }: rest.ProjectsDeleteInput, { membership }: Call) {
    const id = canonicalId(projectId);
    const tenant = await this.#tenant(membership);
    const places = placesOf(membership);
    const { version } = await find(tenant, places, id);
    mustMatch(ifMatch, etagOf(version), "The project");
    await removeRecord(tenant, places, id, isConditional(ifMatch) ? version : undefined, actorOf(membership));
    return { status: 204 } as const;
  }

  #tenant({ tenantId }: Membership): Promise<TenantConfiguration> {
    return this.#options.store.tenant(tenantId);
  }

  #instant(): string {
    return new Date(this.#options.now()).toISOString();
  }
}

function placesOf({ tenantId }: Membership): RecordPlaces {
  return { index: projectsNamespace(tenantId), namespaceOf: (id) => projectNamespace(tenantId, id), key: "project" };
}

/** @throws GatewayError NOT_FOUND, CONFIG_UNAVAILABLE */
async function find(tenant: TenantConfiguration, places: RecordPlaces, id: string): Promise<Entry> {
  const entry = await readRecord(tenant, places, id);
  if (entry === null) throw new GatewayError("NOT_FOUND", "There is no such project.");
  return entry;
}

function versioned(entry: Entry) {
  return { status: 200, headers: { etag: etagOf(entry.version) }, body: projectOf(entry) } as const;
}

/** Nobody else writes these entries. */
function projectOf({ value }: Entry): Project {
  return value as Project;
}
