import { playRecordedCases } from "./play-recorded-cases.ts";

playRecordedCases("validate");
