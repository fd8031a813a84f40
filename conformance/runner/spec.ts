import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ProtocolDocument, ProtocolModel, RequirementModel } from "@diminuendo/typespec-protocol/model";

const PROTOCOL = fileURLToPath(new URL("../../generated/protocol.json", import.meta.url));

/** What the suite knows of the protocol: all of it comes from the spec. */
export class Spec {
  readonly document: ProtocolDocument;
  readonly gateway: ProtocolModel;
  readonly concordance: ProtocolModel;
  readonly requirements: ReadonlyMap<string, RequirementModel>;

  constructor(document: ProtocolDocument) {
    this.document = document;
    this.gateway = this.#named("gateway");
    this.concordance = this.#named("concordance");
    this.requirements = new Map(document.protocols.flatMap(({ requirements }) => requirements).map((one) => [one.id, one]));
  }

  /** The numbers of the protocol that a profile belongs to. */
  limits(profile: string): ReadonlyMap<string, number> {
    return new Map(this.protocolOf(profile).limits.map(({ name, value }) => [name, value]));
  }

  /** The protocol that a profile belongs to. */
  protocolOf(profile: string): ProtocolModel {
    return profile.startsWith("concordance") ? this.concordance : this.gateway;
  }

  /** The rules of a profile, in the order of the spec. */
  ofProfile(profile: string): RequirementModel[] {
    return [...this.requirements.values()].filter((one) => one.profile === profile);
  }

  /** The profiles, in the order of the spec. */
  get profiles(): string[] {
    return [...new Set([...this.requirements.values()].map(({ profile }) => profile))];
  }

  #named(name: string): ProtocolModel {
    const protocol = this.document.protocols.find((one) => one.name === name);
    if (protocol === undefined) throw new Error(`The spec has no protocol "${name}".`);
    return protocol;
  }
}

/** The spec that this suite was made for. */
export async function readSpec(): Promise<Spec> {
  return new Spec(JSON.parse(await readFile(PROTOCOL, "utf8")) as ProtocolDocument);
}
