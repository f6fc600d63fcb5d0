package main

import (
	"context"
	"time"
)

const (
	roundEvery = 5 * time.Minute
	stuckAfter = 30 * time.Minute
)

// failStuckJobs looks at once and then every five minutes.
func (s *server) failStuckJobs(ctx context.Context) {
	ticker := time.NewTicker(roundEvery)
	defer ticker.Stop()
	for {
		s.round(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (s *server) round(ctx context.Context) {
	result, err := s.db.ExecContext(ctx, `UPDATE media_processing_jobs SET status = 'FAILED', last_error = 'stuck'
		WHERE status = 'RUNNING' AND started_at < ?`, time.Now().UTC().Add(-stuckAfter))
	if err != nil {
		s.log.Error("Stuck jobs could not be failed", "err", err.Error())
		return
	}
	count, _ := result.RowsAffected()
	s.log.Info("Stuck jobs failed", "count", count)
}
