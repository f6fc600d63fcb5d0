import type { Shape } from "./shape.ts";

/** What a machine sends to the server's callback route. */
export const callbackBody: Shape = (value, { place, text }) => {
  if (!("jobId" in value) || typeof value.status !== "string") return undefined;
  if (!("provider" in value) && !("outputs" in value) && !("failureReason" in value)) return undefined;
  return [{ kind: "callback", place, text, body: value }];
};

/** What the server sends to the processing queue, and what a machine is started with. */
export const jobMessage: Shape = (value, { place, text }) => {
  if (!("jobId" in value) || !Array.isArray(value.assets)) return undefined;
  return [{ kind: "message", place, body: text }];
};
