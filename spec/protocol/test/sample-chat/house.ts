import type { Handlers } from "./generated/typescript/parlour/handlers.ts";
import type { StreamMethods } from "./generated/typescript/parlour/method-handlers.ts";
import type { Fault, Rank, Said } from "./generated/typescript/parlour/types.ts";

/** A guest's connection. */
export interface Guest {
  rank: Rank | null;
  hears(said: Said): void;
}

/** Staff's connection. */
export interface Staff {
  roomClosed(room: string): void;
}

/** What a handler ends with instead of a reply or a result. */
export class Refused extends Error {
  readonly code: Fault;

  constructor(code: Fault) {
    super(code);
    this.code = code;
  }
}

/** The rooms, and who is in the house. */
export class House {
  readonly guests = new Set<Guest>();
  readonly #rooms = new Map<string, { guests: number; mark: string | null }>([
    ["blue", { guests: 2, mark: null }],
    ["red", { guests: 0, mark: '{"left":"a \\"glove\\""}' }],
  ]);

  readonly messages: Handlers<Guest> = {
    frontDoor: {
      enter: async ({ rank }, guest) => {
        guest.rank = rank;
        return { rank };
      },
    },
    talk: {
      talkSay: async ({ room, line, tone }) => {
        this.#room(room);
        const said: Said = { type: "said", room, line: tone === "loud" ? line.toUpperCase() : line, at: new Date(0).toISOString() };
        for (const guest of this.guests) guest.hears(said);
        return { ears: this.guests.size };
      },
      talkSubject: async ({ room, subject }) => {
        this.#room(room).mark = subject === undefined ? null : JSON.stringify(subject);
        return { ears: this.guests.size };
      },
    },
  };

  readonly methods: StreamMethods<Staff> = {
    rooms: {
      list: async ({ prefix = "", limit }) => ({
        items: [...this.#rooms]
          .filter(([room]) => room.startsWith(prefix))
          .slice(0, limit)
          .map(([room, { guests, mark }]) => ({ room, guests, mark })),
      }),
      close: async ({ room }, staff) => {
        const { guests } = this.#room(room);
        this.#rooms.delete(room);
        staff.roomClosed(room);
        return { guests };
      },
    },
    rpc: {
      ping: async () => ({ version: 1 }),
    },
  };

  #room(name: string): { guests: number; mark: string | null } {
    const room = this.#rooms.get(name);
    if (room === undefined) throw new Refused("NO_SUCH_ROOM");
    return room;
  }
}
