import type { Surface, Verdict } from "../negatives/case.ts";
import { runConcordance, runGateway, type SurfaceVerdicts } from "../negatives/run.ts";
import type { Check } from "../runner/check.ts";
import { RuleBroken } from "../runner/rule-broken.ts";
import type { Scene } from "../runner/scene.ts";

/** How many failures of one surface are told. */
const TOLD = 5;

/** Every rule of every field, on both sides: cases that are generated from the spec. */
export const NEGATIVE_CHECKS: readonly Check[] = [
  negative("gateway-v1", "ws", "WS-FIELD-1", onGateway),
  negative("rest-v1", "gateway-rest", "REST-FIELD-1", onGateway),
  negative("acp-v1", "acp", "ACP-FIELD-1", onGateway),
  negative("concordance-v1", "stream", "CC-FIELD-1", onConcordance),
  negative("concordance-v1", "concordance-rest", "CC-FIELD-1", onConcordance),
];

function negative(
  profile: string,
  surface: Surface,
  rule: string,
  run: (scene: Scene, surface: Surface) => Promise<SurfaceVerdicts[]>,
): Check {
  return {
    id: `${profile}/negatives/${surface}`,
    covers: [rule],
    about: "Every field of everything that can be sent is held to its rules, and taken where it only just keeps them.",
    // A store is changed by what is accepted, so it is not shared.
    needs: profile === "concordance-v1" ? { nodes: 1 } : {},
    async run(scene) {
      const verdicts = (await run(scene, surface)).flatMap((one) => one.verdicts);
      const failed = verdicts.filter(({ verdict }) => verdict === "failed");
      const [first] = failed;
      if (first === undefined) return;
      throw new RuleBroken({
        rule,
        what: `${failed.length} of ${verdicts.length} cases fail: ${failed.slice(0, TOLD).map(nameOf).join(", ")}.`,
        expected: first.expected,
        received: first.received,
      });
    },
  };
}

async function onGateway(scene: Scene, surface: Surface): Promise<SurfaceVerdicts[]> {
  const server = { url: await scene.stage.url("gateway"), token: await scene.stage.token("owner", "gateway") };
  return runGateway(scene.spec.gateway, server, [surface]);
}

async function onConcordance(scene: Scene, surface: Surface): Promise<SurfaceVerdicts[]> {
  const server = { url: await scene.stage.url("concordance"), token: await scene.stage.token("full", "concordance") };
  return runConcordance(scene.spec.concordance, server, [surface]);
}

function nameOf({ caseId }: Verdict): string {
  return caseId;
}
