import { settledWithin } from "../../clock/settled-within.ts";
import type { ServerUnderTest } from "../world-backend.ts";

/** Real milliseconds between the ends of two processes, one of which is why the other ended. */
const CONSEQUENCE_MS = 200;

/**
 * Why nothing that happens from now on says anything about the story: what it needs has ended, or its server has. A server often
 * ends because its database has; who is to blame must not depend on whose end is noticed first.
 */
export function soonestLoss(needed: readonly Promise<never>[], server?: Promise<never>): Pick<ServerUnderTest, "lost"> {
  if (needed.length === 0 && !server) return {};
  const first = Promise.race([...needed, ...(server ? [server] : [])]);
  const lost = first.catch(async (reason: unknown): Promise<never> => {
    const cause = Promise.race(needed).catch((error: unknown) => error);
    throw (await settledWithin(cause, CONSEQUENCE_MS))?.value ?? reason;
  });
  // Only a racing caller needs the rejection.
  lost.catch(() => {});
  return { lost };
}
