import type { Entry } from "@diminuendo/concordance";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type * as rest from "../../generated/gateway/operations.ts";
import type { Device } from "../../generated/gateway/types.ts";
import { actorOf } from "../configuration/actor.ts";
import type { ConfigStore } from "../configuration/config-store.ts";
import { patchDocument, patchOperations, readDocument } from "../configuration/entry-documents.ts";
import { listRecords, type RecordPlaces, readRecord, removeRecord, writeRecord } from "../configuration/indexed-records.ts";
import { deviceNamespace, devicesNamespace } from "../configuration/namespaces.ts";
import { locate } from "../configuration/scopes.ts";
import type { Membership } from "../members/membership.ts";
import type { Call } from "../pipeline/call.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { etagOf, isConditional, mustMatch } from "./etag.ts";

export interface MeOperationsOptions {
  readonly store: ConfigStore;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** `/api/v1/me`: the caller, and what is kept for them. */
export class MeOperations implements rest.MeOperations<Call> {
  readonly #options: MeOperationsOptions;

  constructor(options: MeOperationsOptions) {
    this.#options = options;
  }

  async read(_input: rest.MeReadInput, { membership }: Call) {
    return { status: 200, body: membership.identity } as const;
  }

  async readPreferences(_input: rest.MeReadPreferencesInput, { membership }: Call) {
    const { namespace } = locate({ scope: "user" }, membership, "read");
    const { values, etag } = await readDocument(await this.#tenant(membership), namespace);
    return { status: 200, headers: { etag }, body: { preferences: values } } as const;
  }

  async updatePreferences({ body, ifMatch }: rest.MeUpdatePreferencesInput, { membership }: Call) {
    const { namespace } = locate({ scope: "user" }, membership, "write");
    const operations = patchOperations(namespace, body.preferences, "/preferences", LIMITS.configPatchKeys);
    const isExpected = (current: { etag: string }) => mustMatch(ifMatch, current.etag, "What is preferred");
    const { values, etag } = await patchDocument(
      await this.#tenant(membership),
      namespace,
      operations,
      actorOf(membership),
      isConditional(ifMatch) ? isExpected : undefined,
    );
    return { status: 200, headers: { etag }, body: { preferences: values } } as const;
  }

  async listDevices({ limit, cursor }: rest.MeListDevicesInput, { membership }: Call) {
    locate({ scope: "user" }, membership, "read");
    const { records, nextCursor } = await listRecords(await this.#tenant(membership), placesOf(membership), limit, cursor);
    return { status: 200, body: { items: records.map(deviceOf), nextCursor } } as const;
  }

  async readDevice({ deviceId }: rest.MeReadDeviceInput, { membership }: Call) {
    locate({ scope: "device", deviceId }, membership, "read");
    const entry = await readRecord(await this.#tenant(membership), placesOf(membership), deviceId);
    if (entry === null) throw noDevice();
    return { status: 200, headers: { etag: etagOf(entry.version) }, body: deviceOf(entry) } as const;
  }

  async writeDevice({ deviceId, body, ifMatch }: rest.MeWriteDeviceInput, { membership }: Call) {
    locate({ scope: "device", deviceId }, membership, "write");
    const { name, platform, pushToken, capabilities } = body;
    const tenant = await this.#tenant(membership);
    const places = placesOf(membership);
    const before = await readRecord(tenant, places, deviceId);
    if (before === null && ifMatch !== undefined) throw new GatewayError("VERSION_CONFLICT", "There is no such device any more.");
    mustMatch(ifMatch, etagOf(before?.version ?? 0), "The device");
    const device: Device = {
      id: deviceId,
      name,
      ...(platform === undefined ? {} : { platform }),
      ...(pushToken === undefined ? {} : { pushToken }),
      ...(capabilities === undefined ? {} : { capabilities }),
      updatedAt: new Date(this.#options.now()).toISOString(),
    };
    const cas = ifMatch === undefined ? undefined : before?.version;
    const etag = etagOf(await writeRecord(tenant, places, deviceId, device, cas, actorOf(membership)));
    if (before !== null) return { status: 200, headers: { etag }, body: device } as const;
    return { status: 201, headers: { location: `/api/v1/me/devices/${encodeURIComponent(deviceId)}`, etag }, body: device } as const;
  }

  async deleteDevice({ deviceId, ifMatch }: rest.MeDeleteDeviceInput, { membership }: Call) {
    locate({ scope: "device", deviceId }, membership, "write");
    const tenant = await this.#tenant(membership);
    const places = placesOf(membership);
    const entry = await readRecord(tenant, places, deviceId);
    if (entry === null) throw noDevice();
    mustMatch(ifMatch, etagOf(entry.version), "The device");
    await removeRecord(tenant, places, deviceId, isConditional(ifMatch) ? entry.version : undefined, actorOf(membership));
    return { status: 204 } as const;
  }

  #tenant({ tenantId }: Membership) {
    return this.#options.store.tenant(tenantId);
  }
}

function placesOf({ tenantId, userId }: Membership): RecordPlaces {
  return {
    index: devicesNamespace(tenantId, userId),
    namespaceOf: (id) => deviceNamespace(tenantId, userId, id),
    key: "device",
  };
}

/** Nobody else writes these entries. */
function deviceOf({ value }: Entry): Device {
  return value as Device;
}

function noDevice(): GatewayError {
  return new GatewayError("NOT_FOUND", "There is no such device.");
}
