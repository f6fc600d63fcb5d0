import { expect, FUNCTIONS, invokeFunction, scenario } from "#scenario";

const A = "28/raw/photo/horizontal/a.jpg";
const B = "28/raw/photo/vertical/b.jpg";
const asset = (key: string, type: string, error = "") => ({ key, type, error });
const made = (sourceKey: string, key: string) => ({ sourceKey, key, type: "x" });
const failed = (sourceKey: string) => ({ sourceKey, errorCode: "E", errorMessage: "m" });

interface Body {
  readonly status: string;
  readonly failureReason: string;
  readonly error: unknown;
  readonly outputs: readonly Readonly<Record<string, unknown>>[];
}

// docs/contract/pipeline.md 4.4; the table of statuses as in the fixed system (D5).
scenario("the consolidation gathers what the branches made, and judges the whole", {}, async ({ world }) => {
  const call = (event: Readonly<Record<string, unknown>>) =>
    invokeFunction(world, FUNCTIONS.consolidate, { jobId: 20, listingIdentityId: 28, ...event });
  expect(await call({ jobId: 0 })).toMatchObject({ errorMessage: "jobId is required", errorType: "errorString" });
  expect(await call({ listingIdentityId: 0 })).toMatchObject({ errorMessage: "listingIdentityId is required" });

  const photos = [asset(A, "PHOTO_HORIZONTAL"), asset(B, "PHOTO_VERTICAL")];
  const statusOf = async (assets: readonly unknown[], errors: readonly unknown[]) => {
    const { body } = (await call({ assets, parallelResults: [{ body: { errors } }, {}] })) as { body: Body };
    return { status: body.status, failureReason: body.failureReason, error: body.error };
  };
  const succeeded = { status: "SUCCEEDED", failureReason: "", error: null };
  const partial = {
    status: "PARTIAL_SUCCESS",
    failureReason: "DERIVATIVE_ERRORS_DETECTED",
    error: { code: "DERIVATIVE_ERRORS_DETECTED", message: "one or more derivative branches reported errors" },
  };
  const all = {
    status: "FAILED",
    failureReason: "ALL_ASSETS_FAILED",
    error: { code: "ALL_ASSETS_FAILED", message: "no asset of the job could be processed" },
  };
  expect(await statusOf(photos, [])).toEqual(succeeded);
  expect(await statusOf([], [])).toEqual(succeeded);
  expect(await statusOf(photos, [failed(A)])).toEqual(partial);
  expect(await statusOf(photos, [failed("another")])).toEqual(partial);
  expect(await statusOf(photos, [failed(A), failed(B)])).toEqual(all);
  const invalid = [asset(A, "PHOTO_HORIZONTAL", "gone"), asset(B, "PHOTO_VERTICAL")];
  expect(await statusOf(invalid, [])).toEqual(partial);
  expect(await statusOf(invalid, [failed(B)])).toEqual(all);

  const folder = "28/processed/photo/horizontal";
  const { body } = (await call({
    traceparent: "00-1-2-01",
    executionArn: "arn",
    startedAt: "then",
    assets: [asset(A, "PHOTO_HORIZONTAL"), asset(B, "", "gone")],
    parallelResults: [
      {
        body: {
          generatedAssets: [
            made(A, `${folder}/thumbnail/a.jpg`),
            made(A, `${folder}/large/a.jpg`),
            made(A, `${folder}/medium/a.jpg`),
            made(A, "nowhere/a.jpg"),
            made("unknown", `${folder}/large/u.jpg`),
          ],
        },
      },
      { body: { generatedAssets: [made(B, "28/processed/video/vertical/original/b.mp4")], errors: [failed(B)] } },
    ],
  })) as { body: Body };
  expect(body).toEqual({
    jobId: 20,
    listingIdentityId: 28,
    provider: "STEP_FUNCTIONS",
    ...partial,
    traceparent: "00-1-2-01",
    executionArn: "arn",
    startedAt: "then",
    outputs: [
      {
        rawKey: A,
        processedKey: `${folder}/large/a.jpg`,
        thumbnailKey: `${folder}/thumbnail/a.jpg`,
        outputs: {
          large_photo_horizontal: `${folder}/large/a.jpg`,
          medium_photo_horizontal: `${folder}/medium/a.jpg`,
          original_photo_horizontal: "nowhere/a.jpg",
          thumbnail_photo_horizontal: `${folder}/thumbnail/a.jpg`,
        },
        errorCode: "",
        errorMessage: "",
      },
      {
        rawKey: B,
        processedKey: "28/processed/video/vertical/original/b.mp4",
        thumbnailKey: "",
        outputs: { original_unknown: "28/processed/video/vertical/original/b.mp4" },
        errorCode: "E",
        errorMessage: "m",
      },
    ],
  });
  const [, only] = ((await call({ assets: invalid.toReversed() })) as { body: Body }).body.outputs;
  expect(only).toMatchObject({ rawKey: A, errorCode: "VALIDATION_ERROR", errorMessage: "gone" });
});
