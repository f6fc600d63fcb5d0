import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { VirtualClock } from "../../virtual-clock.ts";
import { ForeignPace, type ForeignPaceOptions } from "../foreign-pace.ts";
import { FIXTURES, opened, startChild } from "./child.ts";

export const EPOCH = Date.UTC(2025, 11, 3, 10, 11, 20);
/** The modelled latency of a hop from the server into the world. */
export const HOP_MS = 250;

/** A request of the foreign server, with its own time when it sent it and the world's when it came. */
export interface Hop {
  readonly what: string;
  readonly sentMs: number;
  readonly cameMs: number;
}

export interface ForeignWorld {
  readonly clock: VirtualClock;
  readonly pace: ForeignPace;
  readonly hops: readonly Hop[];
  /** A request of the story to the server, by a socket. */
  ask(path: string): Promise<string>;
}

/** Plays a story in a world whose server is a process of its own, which reaches the world by a socket. */
export async function withForeignServer<T>(
  story: (world: ForeignWorld) => Promise<T>,
  options: ForeignPaceOptions = {},
): Promise<T> {
  const pace = new ForeignPace(EPOCH, options);
  const clock = new VirtualClock({ name: "foreign", epochMs: EPOCH, pace });
  const hops: Hop[] = [];
  const front = createServer(async (request, response) => {
    const ends = pace.hopBegins();
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://front");
    const answer = await clock.enter(pathname, async () => {
      hops.push({ what: pathname.slice(1), sentMs: Number(searchParams.get("now")), cameMs: clock.now() });
      await clock.sleep(HOP_MS, "latency of a hop");
      return String(clock.now());
    });
    response.end(answer, ends);
  });
  onTestFinished(() => void front.close().closeAllConnections());
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const { port } = front.address() as AddressInfo;
  const server = startChild(process.execPath, [`${FIXTURES}/foreign-server.mjs`, `http://127.0.0.1:${port}`]);
  const serverUrl = `http://127.0.0.1:${(await server.said("listening")).split(" ")[1]}`;
  const { wallStartMs } = pace;
  await pace.add(await opened(server.pid, { wallStartMs }), wallStartMs);
  const ask = (path: string): Promise<string> =>
    clock.askOutside(path, async () => {
      const ends = pace.requestBegins(path);
      try {
        return await (await fetch(`${serverUrl}/${path}`)).text();
      } finally {
        ends();
      }
    });
  return clock.drive(() => story({ clock, pace, hops, ask }));
}
