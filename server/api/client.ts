import type { Client } from "../auth/signin.ts";
import { HttpError } from "../http/http-error.ts";
import { type HttpRequest, headerOf } from "../http/messages.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** What else google/uuid reads: no hyphens, `urn:uuid:` in front, and any two characters around. */
const UUID_FORMS = [/^[0-9a-f]{32}$/i, /^urn:uuid:(.*)$/i, /^.(.{36}).$/s];
const NO_PEER = "127.0.0.1:0";

/** `ip:port` of the peer. */
export function remoteAddressOf(request: HttpRequest): string {
  return request.remoteAddress ?? NO_PEER;
}

export function clientIpOf(request: HttpRequest): string {
  const address = remoteAddressOf(request);
  return address.slice(0, address.lastIndexOf(":"));
}

export function clientOf(request: HttpRequest): Client {
  return {
    deviceId: (headerOf(request, "X-Device-Id") ?? "").trim(),
    ip: clientIpOf(request),
    userAgent: headerOf(request, "User-Agent") ?? "",
  };
}

/** @throws HttpError 400 when `X-Device-Id` is missing or no UUID. */
export function requireDevice(request: HttpRequest): void {
  const { deviceId } = clientOf(request);
  if (deviceId === "") throw new HttpError(400, "X-Device-Id header is required");
  if (!isUuid(deviceId)) throw new HttpError(400, "X-Device-Id must be a valid UUID");
}

/** As google/uuid reads one. */
export function isUuid(text: string): boolean {
  if (UUID.test(text)) return true;
  return UUID_FORMS.some((form) => {
    const match = form.exec(text);
    return match !== null && (match[1] === undefined || UUID.test(match[1]));
  });
}
