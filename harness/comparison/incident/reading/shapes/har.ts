import type { Fact } from "../../../../scenario/facts/fact.ts";
import { instantOf, isObject, type Shape, textOf } from "./shape.ts";

/** An HTTP archive, as browsers save it: requests to the server's API with their answers. */
export const har: Shape = ({ log }, { place }) => {
  if (!isObject(log) || !Array.isArray(log.entries)) return undefined;
  return log.entries.filter(isObject).flatMap((entry): Fact[] => {
    const { request, response } = entry;
    if (!isObject(request) || !isObject(response)) return [];
    const [, path] = /^https?:\/\/[^/]+(\/api\/[^?#]*)/.exec(textOf(request.url) ?? "") ?? [];
    const method = textOf(request.method);
    if (path === undefined || method === undefined) return [];
    const body = isObject(response.content) ? textOf(response.content.text) : undefined;
    const sent = isObject(request.postData) ? textOf(request.postData.text) : undefined;
    const at = instantOf(entry.startedDateTime);
    return [
      {
        kind: "answer",
        place,
        method,
        path,
        ...(sent !== undefined && { request: sent }),
        ...(typeof response.status === "number" && response.status > 0 && { status: response.status }),
        ...(body !== undefined && { body }),
        ...(at !== undefined && { at }),
      },
    ];
  });
};
