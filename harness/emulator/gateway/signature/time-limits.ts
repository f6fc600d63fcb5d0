import type { Denial } from "../../room.ts";
import { MAXIMUM_EXPIRES_SECONDS, MAXIMUM_SKEW_MS, MINIMUM_EXPIRES_SECONDS } from "../limits.ts";
import { type Authorization, malformed } from "./authorization.ts";

/** Refuses what is signed too early, too late or for too long. `nowMs` is the world's time. */
export function checkTimeLimits(authorization: Authorization, nowMs: number): Denial | undefined {
  if (!authorization.scope && authorization.kind === "presigned") {
    return checkExpiry(authorization.expiresSeconds ?? "", nowMs);
  }
  const signedAtMs = parseAmzDate(authorization.amzDate) ?? parseDate(authorization.date);
  if (signedAtMs === undefined && authorization.kind === "presigned") {
    return malformed(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
  }
  if (signedAtMs === undefined) {
    return { reason: "AccessDenied", message: "AWS authentication requires a valid Date or x-amz-date header" };
  }
  return authorization.kind === "presigned"
    ? checkPresigned(authorization.expiresSeconds ?? "", signedAtMs, nowMs)
    : checkSkew(authorization.amzDate ?? authorization.date ?? "", signedAtMs, nowMs);
}

function checkSkew(amzDate: string, signedAtMs: number, nowMs: number): Denial | undefined {
  if (Math.abs(nowMs - signedAtMs) <= MAXIMUM_SKEW_MS) return undefined;
  return {
    reason: "RequestTimeTooSkewed",
    message: "The difference between the request time and the current time is too large.",
    details: {
      RequestTime: amzDate,
      ServerTime: isoSeconds(nowMs),
      MaxAllowedSkewMilliseconds: String(MAXIMUM_SKEW_MS),
    },
  };
}

function checkPresigned(expires: string, signedAtMs: number, nowMs: number): Denial | undefined {
  if (!/^-?\d+$/.test(expires)) return malformed("X-Amz-Expires should be a number");
  const expiresSeconds = Number(expires);
  if (expiresSeconds < MINIMUM_EXPIRES_SECONDS) return malformed("X-Amz-Expires must be non-negative");
  if (expiresSeconds > MAXIMUM_EXPIRES_SECONDS) {
    return malformed(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${MAXIMUM_EXPIRES_SECONDS} seconds`,
    );
  }
  if (signedAtMs - nowMs > MAXIMUM_SKEW_MS) {
    return { reason: "AccessDenied", message: "Request is not yet valid" };
  }
  const expiresAtMs = signedAtMs + expiresSeconds * 1000;
  if (nowMs <= expiresAtMs) return undefined;
  return {
    reason: "RequestExpired",
    message: "Request has expired",
    details: { "X-Amz-Expires": expires, Expires: isoSeconds(expiresAtMs), ServerTime: isoSeconds(nowMs) },
  };
}

function parseAmzDate(amzDate: string | undefined): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate ?? "");
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Signature V2 names the instant, in seconds since the epoch. */
function checkExpiry(expires: string, nowMs: number): Denial | undefined {
  if (!/^\d{1,12}$/.test(expires)) {
    return { reason: "AccessDenied", message: `Invalid date (should be seconds since epoch): ${expires}` };
  }
  const expiresAtMs = Number(expires) * 1000;
  if (nowMs <= expiresAtMs) return undefined;
  return {
    reason: "RequestExpired",
    message: "Request has expired",
    details: { Expires: isoSeconds(expiresAtMs), ServerTime: isoSeconds(nowMs) },
  };
}

/** `Date: Tue, 24 Nov 2026 10:11:20 GMT`, or the short form of Signature V4. */
function parseDate(date: string | undefined): number | undefined {
  const ms = parseAmzDate(date) ?? Date.parse(date ?? "");
  return Number.isNaN(ms) ? undefined : ms;
}

function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}
