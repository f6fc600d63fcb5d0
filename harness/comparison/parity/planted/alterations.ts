import type { Room, RoomCall } from "../../../emulator/room.ts";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** Replaces some operations of a room by `perform`; `genuine` is their original. */
export function replaceOperations(
  room: Room,
  operations: readonly string[],
  perform: (call: RoomCall, genuine: Room["handle"]) => Promise<HttpResponse>,
): void {
  // The gateway calls `room.handle` at every request, so the replaced method answers.
  const genuine = room.handle.bind(room);
  room.handle = (call) => (operations.includes(call.operation.name) ? perform(call, genuine) : genuine(call));
}

/** Changes the answers of some operations of a room. Refusals stay as they are. */
export function alterAnswers(
  room: Room,
  operations: readonly string[],
  alter: (response: HttpResponse) => HttpResponse,
): void {
  replaceOperations(room, operations, async (call, genuine) => {
    const response = await genuine(call);
    return response.status < 300 ? alter(response) : response;
  });
}

/** Changes the requests that some operations of a room receive, after their signature was checked. */
export function alterRequests(
  room: Room,
  operations: readonly string[],
  alter: (request: HttpRequest) => HttpRequest,
): void {
  replaceOperations(room, operations, (call, genuine) => genuine({ ...call, http: alter(call.http) }));
}

export function alterJsonRequests(
  room: Room,
  operations: readonly string[],
  alter: (input: JsonObject) => JsonObject,
): void {
  alterRequests(room, operations, (request) => ({ ...request, body: alteredJson(request.body, alter) }));
}

export function alteredJson(body: Buffer, alter: (value: JsonObject) => JsonObject): Buffer {
  return Buffer.from(JSON.stringify(alter(JSON.parse(body.toString("utf8")) as JsonObject)));
}

/** The answer with another body; `content-length` is updated where there was one. */
export function withBody(response: HttpResponse, body: Buffer): HttpResponse {
  const hasLength = "content-length" in response.headers;
  return {
    ...response,
    headers: { ...response.headers, ...(hasLength && { "content-length": String(body.length) }) },
    body,
  };
}
