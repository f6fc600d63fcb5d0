package main

import (
	"crypto/hmac"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

func (s *server) callback(r *http.Request) (int, any, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return 0, nil, err
	}
	var body struct {
		JobID   int64 `json:"jobId"`
		Status  string
		Outputs []struct{ RawKey, ProcessedKey, ErrorCode, ErrorMessage string }
	}
	if err := json.Unmarshal(raw, &body); err != nil {
		return 0, nil, failure{http.StatusBadRequest, "decode callback body: " + err.Error()}
	}
	given, err := hex.DecodeString(r.Header.Get("X-Toq-Signature"))
	if err != nil || !hmac.Equal(given, sign(s.settings.CallbackSecret, raw)) {
		return 0, nil, failure{http.StatusForbidden, "invalid callback signature"}
	}
	status := body.Status
	if status != "SUCCEEDED" && status != "PARTIAL_SUCCESS" {
		status = "FAILED"
	}
	ctx := r.Context()
	err = s.inTransaction(ctx, func(tx *sql.Tx) error {
		var id int64
		err := tx.QueryRowContext(ctx, "SELECT id FROM media_processing_jobs WHERE id = ? FOR UPDATE", body.JobID).Scan(&id)
		if err == sql.ErrNoRows {
			return failure{http.StatusNotFound, "processing job not found"}
		}
		if err != nil {
			return failure{http.StatusInternalServerError, "failed to get job"}
		}
		_, err = tx.ExecContext(ctx, "UPDATE media_processing_jobs SET status = ?, completed_at = ?, callback_body = ? WHERE id = ?",
			status, time.Now().UTC(), string(raw), id)
		if err != nil {
			return failure{http.StatusInternalServerError, "failed to update job"}
		}
		for _, output := range body.Outputs {
			result := "PROCESSED"
			if output.ErrorCode != "" || output.ErrorMessage != "" || output.ProcessedKey == "" {
				result = "FAILED"
			}
			_, err := tx.ExecContext(ctx, "UPDATE media_assets SET status = ?, s3_key_processed = NULLIF(?, '') WHERE s3_key_raw = ?",
				result, output.ProcessedKey, output.RawKey)
			if err != nil {
				return failure{http.StatusInternalServerError, "failed to update asset"}
			}
		}
		return nil
	})
	s.log.Info("Callback handled", "job_id", body.JobID, "status", body.Status)
	return http.StatusOK, map[string]any{"success": true, "data": map[string]string{"status": "accepted"}}, err
}
