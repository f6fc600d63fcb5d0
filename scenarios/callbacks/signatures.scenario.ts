import { callbackSignature, expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

// docs/contract/http-api.md 6, step 2; the status is 401 in the fixed system (D33).
scenario(
  "a callback without the signature of exactly its bytes changes nothing; capitals and blanks do not matter",
  {},
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    const body = JSON.stringify({ jobId: 20, listingIdentityId: 28, status: "FAILED", outputs: [] });
    const right = callbackSignature(body);
    const wrong: Readonly<Record<string, string | null>> = {
      none: null,
      empty: "",
      blank: "   ",
      "of another body": callbackSignature(body.replace("20", "21")),
      "of the same JSON with a blank more": callbackSignature(`${body} `),
      "with another secret": callbackSignature(body, "another-secret"),
      "cut short": right.slice(0, -1),
      "too long": `${right}0`,
      "one digit wrong": `${right.slice(0, -1)}${right.endsWith("0") ? "1" : "0"}`,
      "in base64": Buffer.from(right, "hex").toString("base64"),
      "no hex": "ü".repeat(32),
    };
    for (const [name, signature] of Object.entries(wrong)) {
      const answer = await sendCallback(world, body, { signature });
      const expected = { code: 401, details: null, message: "invalid callback signature" };
      expect([name, answer.json]).toEqual([name, expected]);
    }
    await expect(world).toHaveJobRows([{ id: 20, status: "PENDING", completed_at: null, callback_body: null }]);
    await expect(world).toHaveAssets([{ status: "PROCESSING" }]);
    await expect(world).toHaveLogged("WARN", "adapter.stepfunctions.callback.signature_mismatch");

    // What cannot be decoded is refused for that, before its signature is looked at.
    expect((await sendCallback(world, "{", { signature: "" })).status).toBe(400);
    const accepted = await sendCallback(world, body, { signature: ` ${right.toUpperCase()} ` });
    expect([accepted.status, accepted.text]).toEqual([200, '{"success":true,"data":{"status":"accepted"}}']);
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED", callback_body: body }]);
  },
);
