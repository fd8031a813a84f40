import fc from "fast-check";
import { expect, test } from "vitest";
import { payloads } from "../wire/text-frame.ts";
import { decodeBatches, encodeBatch, encodeSections, SECTION, type SectionDraft } from "./journal-format.ts";

const text = fc.string({ unit: "binary", maxLength: 200 }).map((value) => value.toWellFormed());
const events: fc.Arbitrary<SectionDraft> = fc.record({
  kind: fc.constant(SECTION.events),
  tenantId: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  sessionId: fc.uuid(),
  firstSeq: fc.nat({ max: 2 ** 48 - 1 }),
  texts: fc.array(text, { minLength: 1, maxLength: 10 }),
});
const turn: fc.Arbitrary<SectionDraft> = fc.record({
  kind: fc.constant(SECTION.turn),
  tenantId: fc.constant("acme"),
  sessionId: fc.uuid(),
  firstSeq: fc.constant(0),
  texts: text.map((only) => [only]),
});
const batches = fc.array(fc.array(fc.oneof(events, turn), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });

function textsOf({ kind, payload }: { kind: number; payload: Buffer }): string[] {
  return kind === SECTION.events ? [...payloads(payload)] : [payload.toString("utf8")];
}

test("what is written is read back, and payloads are the bytes that clients get", () => {
  fc.assert(
    fc.property(batches, (drafts) => {
      const encoded = drafts.map(encodeBatch);
      const { sections, bytes } = decodeBatches(Buffer.concat(encoded.map((batch) => batch.bytes)));
      expect(bytes).toBe(encoded.reduce((sum, batch) => sum + batch.bytes.length, 0));
      const read = sections.map((section) => ({ ...section, texts: textsOf(section), payload: undefined }));
      expect(read).toEqual(drafts.flat().map((draft) => ({ ...draft, payload: undefined })));
      expect(encoded.flatMap((batch) => batch.payloads.map((payload) => payload.toString("hex")))).toEqual(
        sections.map(({ payload }) => payload.toString("hex")),
      );
    }),
  );
});

test("sections that were read can be written again", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(events, turn), { minLength: 1 }), (drafts) => {
      const { sections } = decodeBatches(encodeBatch(drafts).bytes);
      expect(decodeBatches(encodeSections(sections)).sections).toEqual(sections);
    }),
  );
});

test("a journal that is cut off at any byte yields its whole batches and nothing else", () => {
  fc.assert(
    fc.property(batches, fc.nat(), (drafts, cut) => {
      const encoded = drafts.map((batch) => encodeBatch(batch).bytes);
      const whole = Buffer.concat(encoded);
      const length = cut % whole.length;
      let end = 0;
      let count = 0;
      for (const [index, bytes] of encoded.entries()) {
        if (end + bytes.length > length) break;
        end += bytes.length;
        count += drafts[index]?.length ?? 0;
      }
      const decoded = decodeBatches(whole.subarray(0, length));
      expect(decoded.bytes).toBe(end);
      expect(decoded.sections).toHaveLength(count);
    }),
  );
});

test("a body in which any byte was changed is reported, not read", () => {
  fc.assert(
    fc.property(events, fc.nat(), fc.integer({ min: 1, max: 255 }), (draft, place, change) => {
      const { bytes } = encodeBatch([draft]);
      const at = 8 + (place % (bytes.length - 8));
      bytes[at] = (bytes[at] ?? 0) ^ change;
      expect(decodeBatches(bytes)).toEqual({ sections: [], bytes: 0, damaged: true });
    }),
  );
});
