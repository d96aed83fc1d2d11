"""The administration: people and memberships are edited here; everything public is only read; nothing is deleted."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Field, ForeignKey, QuerySet, URLField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators import models
from indicators.models import Membership, Organisation
from indicators.permissions import Act, seats
from portal.models import User

admin.site.site_header = _("Framsteg, administration")
admin.site.site_title = _("Administration")
admin.site.index_title = _("Personer, medlemskap och det publicerade")
# Signing in goes the same way for everyone, with its limits on guessing and its second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.unregister(Group)  # rights follow membership, never groups


def administered(request: HttpRequest) -> QuerySet[Organisation]:
    """Return the organisations whose people the person looks after: their own, or for a superuser every one."""
    if not isinstance(request.user, User):
        return Organisation.objects.none()
    if request.user.is_superuser:
        return Organisation.objects.all()
    held = seats(request.user, timezone.localdate())
    return Organisation.objects.filter(pk__in=[one.organisation.pk for one in held if one.may(Act.ADMINISTER)])


class Administered(admin.ModelAdmin[Any]):
    """Open to administrators: staff who administer at least one organisation. Nothing is deleted."""

    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        staff = request.user.is_active and getattr(request.user, "is_staff", False)
        return staff and administered(request).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(Administered):
    """What is public changes only through deliveries and definitions, never here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NewUser(AdminUserCreationForm[User]):
    """A new person: the address is compared without regard to case, so it is kept in small letters."""

    class Meta:
        model = User
        fields = ("email", "name")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ChangedUser(UserChangeForm[User]):
    """A person's address, name and whether they may sign in."""

    class Meta:
        model = User
        fields = "__all__"

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class FirstMembership(admin.TabularInline[Membership, User]):
    """Where a new person belongs, given in the form that makes them: nobody is left for other regions to take over.

    A superuser may leave it out; such a person is seen by superusers alone until they belong somewhere.
    """

    model = Membership
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and administered(request).exists()

    has_add_permission = has_view_permission

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        fewest = 0 if getattr(request.user, "is_superuser", False) else 1
        return super().get_formset(request, obj, **kwargs, min_num=fewest, validate_min=True)

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "organisation":
            kwargs["queryset"] = administered(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(User)
class UserAdmin(Administered, DjangoUserAdmin[User]):
    """People. Someone who works for several organisations, or for the site, is changed by a superuser alone."""

    form, add_form = ChangedUser, NewUser
    list_display = ("email", "name", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (_("Inloggning"), {"fields": ("is_active", "is_staff", "is_superuser", "last_login", "created_at")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request) and (obj is None or may_change_person(request, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        always = ("last_login", "created_at")
        return always if getattr(request.user, "is_superuser", False) else (*always, "is_staff", "is_superuser")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [FirstMembership] if obj is None else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return known_people(request).order_by(*self.ordering)


def known_people(request: HttpRequest) -> QuerySet[User]:
    """Return the people of the organisations one looks after; only a superuser sees those who belong nowhere."""
    if getattr(request.user, "is_superuser", False):
        return User.objects.all()
    return User.objects.filter(memberships__organisation__in=administered(request)).distinct()


def may_change_person(request: HttpRequest, person: User) -> bool:
    """Whether the person at the keyboard may change this one's address and password, and so act in their place."""
    if getattr(request.user, "is_superuser", False):
        return True
    ours = administered(request)
    here = person.memberships.filter(organisation__in=ours)
    elsewhere = person.memberships.exclude(organisation__in=ours)
    return here.exists() and not (person.is_staff or person.is_superuser or elsewhere.exists())


@admin.register(Membership)
class MembershipAdmin(Administered):
    """Who belongs where, in which role, and for how long. A membership ends by its last day."""

    list_display = ("user", "organisation", "role", "valid_from", "valid_to")
    list_filter = ("role", "organisation")
    search_fields = ("user__email", "user__name", "organisation__name")
    list_select_related = ("user", "organisation")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).filter(organisation__in=administered(request))

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "organisation":
            kwargs["queryset"] = administered(request)
        if db_field.name == "user":
            kwargs["queryset"] = known_people(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class OwnDeliveries(ReadOnly):
    """What is not accepted is seen by its own organisation alone. `owner` is the way to the organisation."""

    owner = "organisation"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(**{f"{self.owner}__in": administered(request)})


class OwnDeliveryParts(OwnDeliveries):
    """Rows and steps of deliveries."""

    owner = "delivery__organisation"


def columns(model: Any) -> tuple[str, ...]:
    """Return what a list of rows shows: the row itself and its first few plain columns."""
    plain = [field.name for field in model._meta.get_fields() if isinstance(field, Field) and not field.is_relation]
    return ("__str__", *[name for name in plain if name not in ("id", "hash", "digest", "previous")][:4])


#: What is public, or what it is told with: to be read here, row by row.
PUBLIC = (
    models.Breakdown,
    models.BreakdownMember,
    models.Crosswalk,
    models.FocusArea,
    models.Goal,
    models.Indicator,
    models.IndicatorVersion,
    models.LedgerEntry,
    models.Observation,
    models.Organisation,
    models.Placement,
    models.PlacementVersion,
    models.Series,
    models.SourceRelease,
    models.Strategy,
    models.Target,
    models.TargetVersion,
    models.Territory,
)
LISTS = dict.fromkeys(PUBLIC, ReadOnly) | {
    models.Delivery: OwnDeliveries,
    models.DeliveryEvent: OwnDeliveryParts,
    models.DeliveryRow: OwnDeliveryParts,
}
for model, kind in LISTS.items():
    admin.site.register(model, kind, list_display=columns(model), show_full_result_count=False)
