import { z } from "zod";
import { EnvironmentError } from "../../support/environment-error.ts";
import { reasonOf } from "../../support/reason.ts";

/** Where collectors take traces when only their address is named (OTLP specification, "OTLP/HTTP Request"). */
const DEFAULT_PATH = "/v1/traces";

const answerSchema = z.object({
  partialSuccess: z
    .object({ rejectedSpans: z.coerce.number().optional(), errorMessage: z.string().optional() })
    .optional(),
});

/**
 * Sends spans to a collector, and only to the one that was named.
 *
 * @throws EnvironmentError when nobody answers there, or spans are refused.
 */
export async function sendSpans(address: URL, request: string): Promise<void> {
  const url = new URL(address.href);
  if (url.pathname === "/") url.pathname = DEFAULT_PATH;
  let answer: Response;
  try {
    answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: request });
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new EnvironmentError(`${url.href} cannot be reached (${reasonOf(cause)}). Is a collector listening there?`);
  }
  const text = await answer.text();
  if (!answer.ok) throw new EnvironmentError(`${url.href} answered ${answer.status}: ${text.slice(0, 500)}`);
  const rejected = rejection(text);
  if (rejected !== undefined) throw new EnvironmentError(`${url.href} refused ${rejected}`);
}

function rejection(text: string): string | undefined {
  try {
    const { partialSuccess } = answerSchema.parse(JSON.parse(text));
    const { rejectedSpans = 0, errorMessage = "" } = partialSuccess ?? {};
    return rejectedSpans === 0 ? undefined : `${rejectedSpans} spans: ${errorMessage}`;
  } catch {
    // Some collectors answer with an empty body; the status has said that all is well.
    return undefined;
  }
}
