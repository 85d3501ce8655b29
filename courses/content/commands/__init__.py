from courses.content.commands.editions import (
    AddressTaken,
    NothingLive,
    cut_edition,
    follow_course,
    keep_offer_current,
    one_edition,
    withdraw_course,
)
from courses.content.commands.mails import (
    ask_colleagues_for_review,
    tell_author_of_refusal,
    tell_author_of_review,
    tell_colleagues_of_withdrawal,
    tell_trainers_of_refusal,
)
from courses.content.commands.schedule import Swept, expire_due, publish_due
from courses.content.commands.trainers import sync_trainers
from courses.content.commands.tree import open_folder, prepare_tree

__all__ = [
    "AddressTaken",
    "NothingLive",
    "Swept",
    "ask_colleagues_for_review",
    "cut_edition",
    "expire_due",
    "follow_course",
    "keep_offer_current",
    "one_edition",
    "open_folder",
    "prepare_tree",
    "publish_due",
    "sync_trainers",
    "tell_author_of_refusal",
    "tell_author_of_review",
    "tell_colleagues_of_withdrawal",
    "tell_trainers_of_refusal",
    "withdraw_course",
]
