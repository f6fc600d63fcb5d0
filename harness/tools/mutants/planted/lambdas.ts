import { bugsIn, type PlantedBug } from "../planted-bug.ts";

const PIPELINE = "contract/pipeline.md";
const FIXED = "fixed-system.md";

/** What each Lambda does with its event. */
export const LAMBDAS: readonly PlantedBug[] = [
  ...bugsIn("lambdas/validate/start-executions.ts", [
    [
      "batch-unreadable",
      "      else failed.push(record.messageId);\n",
      "",
      "A message that cannot be read is told as failed.",
      `${FIXED}`,
      "functions/validate-queue queue/unreadable-and-repeated",
    ],
    [
      "batch-not-started",
      "      failed.push(record.messageId);\n    }\n  }",
      "    }\n  }",
      "A message whose execution could not be started is told as failed.",
      `${FIXED}`,
      "functions/validate-queue",
    ],
    [
      "started-twice",
      'deps.system.has("D31") ? undefined : name',
      "undefined",
      "An execution is named by its job, and so starts once.",
      `${FIXED}`,
      "functions/validate-queue queue/unreadable-and-repeated",
    ],
  ]),
  ...bugsIn("lambdas/validate/validate-assets.ts", [
    [
      "validate-drops",
      "return { ...asset, sourceKey, error: reason };",
      "return { ...asset, sourceKey };",
      "An object that is not there has its reason.",
      `${PIPELINE} 4.1`,
      "functions/validate-step processing/object-vanishes",
    ],
    [
      "validate-images",
      "const hasImages = imageAssets.length > 0;",
      "const hasImages = imageAssets.length > 1;",
      "One image is some.",
      `${PIPELINE} 4.1`,
      "functions/validate-step",
    ],
  ]),
  ...bugsIn("lambdas/validate/video-work.ts", [
    [
      "video-height",
      "{ lying: 1080, upright: 1920 }",
      "{ lying: 1920, upright: 1080 }",
      "An upright video is 1920 pixels high.",
      `${FIXED}`,
      "functions/validate-step",
    ],
  ]),
  ...bugsIn("lambdas/thumbnails/sizes.ts", [
    [
      "size-of-small",
      '{ name: "small", width: 400 }',
      '{ name: "small", width: 480 }',
      "The small size is 400 pixels wide.",
      `${PIPELINE} 1.2`,
      "processing/web-sizes",
    ],
    [
      "size-rounding",
      "Math.floor(exact + 0.5)",
      "Math.floor(exact)",
      "Heights are rounded half up.",
      `${PIPELINE} 1.2`,
      "",
    ],
  ]),
  ...bugsIn("lambdas/thumbnails/make-variants.ts", [
    [
      "jpeg-quality",
      "const JPEG_QUALITY = 85;",
      "const JPEG_QUALITY = 80;",
      "The web sizes have quality 85.",
      `${PIPELINE} 1.2`,
      "processing/web-sizes",
    ],
  ]),
  ...bugsIn("lambdas/thumbnails/thumbnails.ts", [
    [
      "thumbnail-content-type",
      'putObject(deps, key, jpeg, "image/jpeg")',
      'putObject(deps, key, jpeg, "image/jpg")',
      "The web sizes are image/jpeg.",
      `${PIPELINE} 1.2`,
      "processing/web-sizes",
    ],
    [
      "thumbnail-skips",
      'return asset.error !== "" || (',
      "return (",
      "What the validation found broken is skipped.",
      `${PIPELINE} 4.2`,
      "functions/thumbnails",
    ],
  ]),
  ...bugsIn("lambdas/thumbnails/report.ts", [
    [
      "nothing-made",
      "errors.length > 0 && generated.length === 0",
      "errors.length > 0 && generated.length < 0",
      "When nothing was made, the Lambda says FAILED.",
      `${FIXED}`,
      "functions/thumbnails processing/nothing-succeeds",
    ],
  ]),
  ...bugsIn("lambdas/media/derived-key.ts", [
    [
      "date-segments",
      'const rest = withoutDateSegments(rawKey.slice(at + "raw/".length));',
      'const rest = rawKey.slice(at + "raw/".length);',
      "Dates are no part of a derived key.",
      `${PIPELINE} 1.2`,
      "functions/thumbnails",
    ],
  ]),
  ...bugsIn("lambdas/consolidate/status.ts", [
    [
      "all-failed",
      "failed > 0 && failed === results.length",
      "failed > 1 && failed === results.length + 1",
      "A job whose assets have all failed has failed.",
      `${FIXED}`,
      "functions/consolidate listing-28/all-photos-truncated",
    ],
    [
      "validation-errors-count",
      "if (failed === 0 && branchErrors === 0) return SUCCEEDED;",
      "if (branchErrors === 0) return SUCCEEDED;",
      "Errors of the validation count.",
      `${FIXED}`,
      "functions/consolidate processing/object-vanishes",
    ],
  ]),
  ...bugsIn("lambdas/consolidate/asset-result.ts", [
    [
      "best-size",
      "if (rank > this.#processedRank) {",
      "if (rank !== this.#processedRank) {",
      "The best size is the processed one.",
      `${PIPELINE} 4.4`,
      "functions/consolidate",
    ],
    [
      "thumbnail-key",
      'if (resolution === "thumbnail") this.#thumbnailKey',
      'if (resolution === "small") this.#thumbnailKey',
      "The thumbnail is the thumbnail.",
      `${PIPELINE} 4.4`,
      "functions/consolidate",
    ],
  ]),
  ...bugsIn("lambdas/zip/upload.ts", [
    [
      "zip-content-type",
      'ContentType: "application/zip"',
      'ContentType: "application/octet-stream"',
      "The ZIP is application/zip.",
      `${PIPELINE} 1.4`,
      "functions/zip",
    ],
  ]),
  ...bugsIn("lambdas/zip/names.ts", [
    [
      "zip-entry-prefix",
      'withoutPrefix(withoutPrefix(relative, "processed/"), "raw/")',
      'withoutPrefix(relative, "processed/")',
      "`raw/` is no part of an entry's name.",
      `${PIPELINE} 1.4`,
      "functions/zip",
    ],
  ]),
  ...bugsIn("lambdas/zip/zip.ts", [
    [
      "zip-empty-keys",
      '.filter((key) => key !== "");',
      ";",
      "Assets without a key are passed over.",
      `${PIPELINE} 4.5`,
      "functions/zip",
    ],
    [
      "zip-sizes-swapped",
      "zipSizeBytes: sizes.zipBytes, unzippedSizeBytes: sizes.sourceBytes }",
      "zipSizeBytes: sizes.sourceBytes, unzippedSizeBytes: sizes.zipBytes }",
      "The size of the archive is not that of its files.",
      `${PIPELINE} 4.5`,
      "functions/zip",
    ],
  ]),
  ...bugsIn("lambdas/callback/callback.ts", [
    [
      "callback-refused",
      "if (status >= 400) throw",
      "if (status >= 500) throw",
      "A callback that is refused has failed.",
      `${PIPELINE} 4.6`,
      "functions/callback",
    ],
  ]),
  ...bugsIn("lambdas/callback/post.ts", [
    [
      "callback-time-out",
      "const TIMEOUT_MS = 10_000;",
      "const TIMEOUT_MS = 30_000;",
      "The server has ten seconds to answer a callback.",
      `${PIPELINE} 4.6`,
      "functions/callback",
    ],
  ]),
  ...bugsIn("lambdas/callback/payload.ts", [
    [
      "callback-signature",
      'createHmac("sha256", secret).update(body)',
      'createHmac("sha512", secret).update(body)',
      "A callback is signed with HMAC-SHA256.",
      `${PIPELINE} 4.6`,
      "listing-28/fixed",
    ],
  ]),
];
