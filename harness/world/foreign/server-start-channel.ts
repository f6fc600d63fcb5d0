import { channel } from "node:diagnostics_channel";

/** What a start of a foreign server took of real milliseconds, from its launch to its readiness. */
export interface ServerStarted {
  readonly systemName: string;
  readonly tookMs: number;
}

/** Tells each start of a foreign server to whoever measures (`npm run bench -- processes`); costs nothing where nobody does. */
export const serverStarts = channel("toq-media-harness.foreign-server-start");
