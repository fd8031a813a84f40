import { LIMITS } from "../../generated/gateway/limits.ts";
import type * as rest from "../../generated/gateway/operations.ts";
import { actorOf } from "../configuration/actor.ts";
import type { ConfigStore } from "../configuration/config-store.ts";
import { patchDocument, patchOperations, readDocument } from "../configuration/entry-documents.ts";
import { locate } from "../configuration/scopes.ts";
import type { Call } from "../pipeline/call.ts";
import { isConditional, mustMatch } from "./etag.ts";

/** `/api/v1/settings`: what is set for the whole tenant. */
export class SettingsOperations implements rest.TenantSettingsOperations<Call> {
  readonly #store: ConfigStore;

  constructor(store: ConfigStore) {
    this.#store = store;
  }

  async read(_input: rest.TenantSettingsReadInput, { membership }: Call) {
    const { namespace } = locate({ scope: "tenant" }, membership, "read");
    const { values, etag } = await readDocument(await this.#store.tenant(membership.tenantId), namespace);
    return { status: 200, headers: { etag }, body: { settings: values } } as const;
  }

  async update({ body, ifMatch }: rest.TenantSettingsUpdateInput, { membership }: Call) {
    const { namespace } = locate({ scope: "tenant" }, membership, "write");
    const operations = patchOperations(namespace, body.settings, "/settings", LIMITS.configPatchKeys);
    const isExpected = (current: { etag: string }) => mustMatch(ifMatch, current.etag, "What is set");
    const { values, etag } = await patchDocument(
      await this.#store.tenant(membership.tenantId),
      namespace,
      operations,
      actorOf(membership),
      isConditional(ifMatch) ? isExpected : undefined,
    );
    return { status: 200, headers: { etag }, body: { settings: values } } as const;
  }
}
