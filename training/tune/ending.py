"""Training to its end, and no further: a run that patience ended has ended when it is started again.

transformers keeps the counter of its early stopping with the state, but looks at it only after another
measurement: each repeat of the command would train one epoch more.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ConfigError
from training.tune.run import Begun, say

if TYPE_CHECKING:
    from transformers import Trainer
    from transformers.trainer_callback import TrainerState

STATE = "trainer_state.json"


def to_the_end(trainer: Trainer, begun: Begun, patience: int) -> None:
    """Train from the state that a run left (None: from the start) and keep the best weights.

    ``patience`` is that of the recipe; 0 for none. What had ended is loaded and not trained, and the time
    of that is none of the training.
    """
    from training.tune.progress import plain

    plain(trainer)
    state = kept(begun.last) if begun.last else None
    if state is None:
        trainer.train()
        return
    early = ended(state, patience)
    if early or 0 < state.max_steps <= state.global_step:
        say(f"this run had ended, after update {state.global_step:,}: it is only measured again")
        begun.clock.rest()
    if not early:
        trainer.train(resume_from_checkpoint=begun.last)
        return
    if not Path(state.best_model_checkpoint or "").is_dir():
        raise ConfigError(f"{state.best_model_checkpoint}, the best state of the run, is gone")
    trainer.state = state
    trainer._load_best_model()


def kept(last: str) -> TrainerState:
    """The state in a checkpoint folder."""
    from transformers.trainer_callback import TrainerState

    return TrainerState.load_from_json(str(Path(last) / STATE))


def ended(found: TrainerState, patience: int) -> bool:
    """Whether patience was at its end with a state."""
    counted = _attributes(found.stateful_callbacks.get("EarlyStoppingCallback"))
    waited = counted.get("early_stopping_patience_counter", 0)
    return bool(patience and waited >= patience and found.best_model_checkpoint)


def _attributes(kept: Any) -> dict[str, Any]:
    """What a callback kept in the state; of several of a kind, transformers makes a list."""
    kept = kept[0] if isinstance(kept, list) and kept else kept
    return dict(kept.get("attributes", {})) if isinstance(kept, dict) else {}
