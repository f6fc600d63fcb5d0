import { findService } from "../../emulator/gateway/find-service.ts";
import type { HttpRequest } from "../../network/http.ts";

/** PutObject and UploadPart: all other requests have a limit that memory can bear. */
export function isObjectWrite(head: Omit<HttpRequest, "body">): boolean {
  return head.method === "PUT" && findService({ ...head, body: Buffer.alloc(0) }) === "s3";
}
