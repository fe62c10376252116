"""Training to its end, and no further: a run that patience ended has ended when it is started again.

transformers keeps the counter of its early stopping with the state, but looks at it only after another
measurement: each repeat of the command would train one epoch more.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ConfigError

if TYPE_CHECKING:
    from transformers import Trainer
    from transformers.trainer_callback import TrainerState

STATE = "trainer_state.json"


def to_the_end(trainer: Trainer, last: str | None, patience: int) -> None:
    """Train from the checkpoint folder ``last`` (None: from the start) and keep the best weights.

    ``patience`` is that of the recipe; 0 for none. What had ended by it is loaded, not trained.
    """
    if last is None or not (state := ended(last, patience)):
        trainer.train(resume_from_checkpoint=last)
        return
    if not Path(state.best_model_checkpoint or "").is_dir():
        raise ConfigError(f"{state.best_model_checkpoint}, the best state of the run, is gone")
    trainer.state = state
    trainer._load_best_model()


def ended(last: str, patience: int) -> TrainerState | None:
    """The state in a checkpoint folder after which patience was at its end; else None."""
    from transformers.trainer_callback import TrainerState

    found = TrainerState.load_from_json(str(Path(last) / STATE))
    counted = _attributes(found.stateful_callbacks.get("EarlyStoppingCallback"))
    waited = counted.get("early_stopping_patience_counter", 0)
    return found if patience and waited >= patience and found.best_model_checkpoint else None


def _attributes(kept: Any) -> dict[str, Any]:
    """What a callback kept in the state; of several of a kind, transformers makes a list."""
    kept = kept[0] if isinstance(kept, list) and kept else kept
    return dict(kept.get("attributes", {})) if isinstance(kept, dict) else {}
