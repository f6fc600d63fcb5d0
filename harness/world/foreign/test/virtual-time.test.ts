import { afterEach, expect, test } from "vitest";
import { System } from "../../../../system/revisions.ts";
import { testEngine } from "../../../database/test/test-world.ts";
