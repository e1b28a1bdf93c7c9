-- What is known of a call at an inventory right before it is made: JSON, see IntentCall. Nothing for inventories that need none.
ALTER TABLE intents ADD COLUMN call TEXT;
