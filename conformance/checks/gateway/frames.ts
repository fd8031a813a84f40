import type { Check } from "../../runner/check.ts";
import { verifyMatch } from "../../runner/line.ts";
import { SocketPeer } from "../../wire/socket.ts";

/** Bytes that are no UTF-8: a lone continuation, an overlong form, half of a surrogate pair, and one that breaks off. */
const BROKEN = [[0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98]];

/** What a well-behaved client cannot send. */
export const FRAME_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/frames/not-utf8",
    covers: ["WS-FRAME-1"],
    about: "A text frame that is no UTF-8 is refused, and the connection stays.",
    needs: {},
    async run(scene) {
      const line = await scene.connect();
      const { peer } = line;
      if (!(peer instanceof SocketPeer)) return;
      for (const bytes of BROKEN) {
        peer.sendRawText(Buffer.concat([Buffer.from('{"type":"ping","pad":"'), Buffer.from(bytes), Buffer.from('"}')]));
        verifyMatch({ type: "error", code: "INVALID_JSON" }, await line.next("WS-FRAME-1"), "WS-FRAME-1");
      }
      verifyMatch({ type: "pong" }, await line.ask({ type: "ping" }, "WS-FRAME-1"), "WS-FRAME-1");
    },
  },
];
