import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const JOB = '"jobId":20,"listingIdentityId":28';

// docs/contract/http-api.md 6, steps 1, 3 and 4.
const REFUSED: readonly (readonly [string, number, string | RegExp])[] = [
  ["", 400, "decode callback body: EOF"],
  ["{", 400, "decode callback body: unexpected EOF"],
  [`{${JOB},"status":5}`, 400, /^decode callback body: json: cannot unmarshal number into Go struct field .*\.status/],
  [`{${JOB},"error":"x"}`, 400, /^decode callback body: json: cannot unmarshal string into .*error/],
  [`{${JOB}} {}`, 400, "unexpected trailing content"],
  [`{${JOB}} x`, 400, /^unexpected trailing content: invalid character 'x'/],
  ['{"listingIdentityId":28}', 400, "invalid job identifier"],
  ['{"jobId":null,"listingIdentityId":28}', 400, "invalid job identifier"],
  ['{"jobId":20.0,"listingIdentityId":28}', 400, "invalid job identifier"],
  ['{"jobId":2e1,"listingIdentityId":28}', 400, "invalid job identifier"],
  ['{"jobId":-20,"listingIdentityId":28}', 400, "invalid job identifier"],
  ['{"jobId":"+20","listingIdentityId":28}', 400, "invalid job identifier"],
  ['{"jobId":"","listingIdentityId":28}', 400, "invalid job identifier"],
  ['{"jobId":20}', 400, "invalid listing identifier"],
  ['{"jobId":20,"listingIdentityId":true}', 400, "invalid listing identifier"],
  [`{${JOB},"startedAt":"yesterday"}`, 400, "HTTP 400: startedAt must be a valid RFC3339 timestamp"],
  [`{${JOB},"startedAt":"2025-12-03 10:00:00"}`, 400, "HTTP 400: startedAt must be a valid RFC3339 timestamp"],
  ['{"jobId":21,"listingIdentityId":28}', 404, "processing job not found"],
  ['{"jobId":"0x14","listingIdentityId":28}', 404, "processing job not found"],
  ['{"jobId":20,"listingIdentityId":29}', 409, "callback listing does not match the job"],
];

scenario(
  "a callback that says nothing sensible is refused with the reason, and changes nothing",
  {},
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    for (const [body, status, message] of REFUSED) {
      const answer = await sendCallback(world, body);
      const found = (answer.json as { message: string }).message;
      expect([body, answer.status]).toEqual([body, status]);
      if (typeof message === "string") expect([body, found]).toEqual([body, message]);
      else expect(found).toMatch(message);
    }
    await expect(world).toHaveJobRows([{ id: 20, status: "PENDING", callback_body: null }]);
    await expect(world).toHaveLogged("WARN", "service.media.callback.job_not_found", { job_id: 21 });

    // A text counts up to where its number ends; listing 0 is no listing.
    const body = '{"jobId":" 20abc","listingIdentityId":0,"status":"RUNNING","startedAt":"2025-12-03T10:00:07 03:00"}';
    expect((await sendCallback(world, body)).status).toBe(200);
    await expect(world).toHaveJobRows([{ id: 20, status: "RUNNING", started_at: "2025-12-03 07:00:07" }]);
  },
);
