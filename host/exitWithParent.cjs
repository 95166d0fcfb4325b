// Loaded into n8n before n8n itself. The channel to the process that started it closes even when that process was
// killed without a chance to clean up: then n8n ends too, properly if it can, within seconds if it can't.
process.once('disconnect', () => {
	setTimeout(() => process.exit(1), 5_000).unref();
	process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
